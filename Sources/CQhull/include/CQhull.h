// Qhull's loops over facets are macros; this small face gives them to Swift as functions.
#pragma once
#include <stdint.h>

typedef struct covey_qhull covey_qhull;

// Qhull's own words, "qhull_r 8.0.2 (2020.2.r 2020/08/31)".
const char *covey_qhull_version(void);

// Builds the convex hull of count points of the given dimension (row-major; copied). Options as for the program,
// e.g. "qhull Qt". Status receives Qhull's exit code, 0 for success. NULL only where memory runs out.
// Qhull's messages go to the null device.
covey_qhull *covey_qhull_new(int32_t dimension, int32_t count, const double *points, const char *options, int32_t *status);

// The number of simplicial facets.
int64_t covey_qhull_facet_count(covey_qhull *hull);

// Fills vertices with the point numbers of each simplicial facet, dimension of them a facet.
void covey_qhull_copy_facets(covey_qhull *hull, int32_t *vertices);

void covey_qhull_free(covey_qhull *hull);
