// The face of OpenMPI: the same text for every library, compiled against its headers.
#include "../face.c"
