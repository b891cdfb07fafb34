// Dense factorisations in double precision by Eigen, a C++ library of headers; this small face gives them to Swift as functions.
// Matrices are of order rows and order columns, row after row.
#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Factors a symmetric matrix, of which the lower triangle is read, into L·Lᵀ in its place. Returns 0, or 1 where it is not positive definite.
int32_t covey_cholesky(double *matrix, int64_t order);

// Solves L·Lᵀ·X = B for columns right-hand sides, [order × columns], in their place.
void covey_cholesky_solve(const double *factor, int64_t order, double *right, int64_t columns);

// Solves L·X = B alone, in place.
void covey_cholesky_half_solve(const double *factor, int64_t order, double *right, int64_t columns);

// The lower triangle of XᵀX, [columns × columns], of a matrix of rows rows; where transposed is not 0 that of X·Xᵀ, [rows × rows].
// The upper triangle becomes its mirror image.
void covey_gram(const double *matrix, int64_t rows, int64_t columns, int32_t transposed, double *gram);

// Eigenvalues of a symmetric matrix, of which the lower triangle is read, in ascending order. Where vectors is not 0, row k of the matrix
// becomes the unit eigenvector of value k; else the matrix is left as it is. Returns 0, or 1 where the iteration does not converge.
int32_t covey_symmetric_eigen(double *matrix, int64_t order, double *values, int32_t vectors);

#ifdef __cplusplus
}
#endif
