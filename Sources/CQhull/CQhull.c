#include "CQhull.h"

#include <libqhull_r/qhull_ra.h>

struct covey_qhull {
    qhT state;
    FILE *silence;
};

covey_qhull *covey_qhull_new(int32_t dimension, int32_t count, const double *points, const char *options, int32_t *status) {
    covey_qhull *hull = calloc(1, sizeof *hull);
    size_t bytes = sizeof(double) * (size_t)dimension * (size_t)count;
    double *copy = malloc(bytes);
    FILE *silence = fopen("/dev/null", "w");
    if (!hull || !copy || !silence) {
        free(hull);
        free(copy);
        if (silence) fclose(silence);
        return NULL;
    }
    memcpy(copy, points, bytes);
    hull->silence = silence;
    qh_zero(&hull->state, silence);
    // Qhull takes a writable string, owns the copied points from here on, and frees them with its state.
    char command[64];
    snprintf(command, sizeof command, "%s", options);
    *status = qh_new_qhull(&hull->state, dimension, count, copy, True, command, silence, silence);
    return hull;
}

int64_t covey_qhull_facet_count(covey_qhull *hull) {
    qhT *qh = &hull->state;
    facetT *facet;
    int64_t count = 0;
    FORALLfacets {
        if (facet->simplicial) count++;
    }
    return count;
}

void covey_qhull_copy_facets(covey_qhull *hull, int32_t *vertices) {
    qhT *qh = &hull->state;
    facetT *facet;
    vertexT *vertex, **vertexp;
    FORALLfacets {
        if (!facet->simplicial) continue;
        FOREACHvertex_(facet->vertices) { *vertices++ = qh_pointid(qh, vertex->point); }
    }
}

void covey_qhull_free(covey_qhull *hull) {
    int unfreed, total;
    qh_freeqhull(&hull->state, !qh_ALL);
    qh_memfreeshort(&hull->state, &unfreed, &total);
    fclose(hull->silence);
    free(hull);
}

const char *covey_qhull_version(void) { return qh_version2; }
