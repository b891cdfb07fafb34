#pragma once
#include <dnnl.h>

// What the compiler of this file was told to expect of the processor; Swift cannot ask.
static inline int covey_built_for_avx2(void) {
#ifdef __AVX2__
    return 1;
#else
    return 0;
#endif
}

static inline int covey_built_for_fma(void) {
#ifdef __FMA__
    return 1;
#else
    return 0;
#endif
}

static inline int covey_built_for_avx512(void) {
#ifdef __AVX512F__
    return 1;
#else
    return 0;
#endif
}
