// Voronoi cells by voro++, a C++ library; this small face gives them to Swift as a function.
#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The Voronoi cell of a point among its neighbours. vectors holds x, y and z of the way to each of count neighbours, nearest first: all that
// there are within reach. areas receives of each the area of its face, 0 where it has none. Returns 0; 1 where neighbours beyond reach may
// cut the cell too; 2 where no cell is left.
int32_t covey_voronoi_cell(const double *vectors, int64_t count, double reach, double *areas);

#ifdef __cplusplus
}
#endif
