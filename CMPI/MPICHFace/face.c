// The face of MPICH: the same text for every library, compiled against its headers.
#include "../face.c"
