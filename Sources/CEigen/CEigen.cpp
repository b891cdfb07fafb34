#include "CEigen.h"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

namespace {
using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using View = Eigen::Map<Rows>;
using ConstView = Eigen::Map<const Rows>;
}

int32_t covey_cholesky(double *matrix, int64_t order) {
    View view(matrix, order, order);
    Eigen::LLT<Eigen::Ref<Rows>, Eigen::Lower> factorisation(view);
    return factorisation.info() == Eigen::Success ? 0 : 1;
}

void covey_cholesky_solve(const double *factor, int64_t order, double *right, int64_t columns) {
    const ConstView lower(factor, order, order);
    View solution(right, order, columns);
    lower.triangularView<Eigen::Lower>().solveInPlace(solution);
    lower.triangularView<Eigen::Lower>().transpose().solveInPlace(solution);
}

void covey_cholesky_half_solve(const double *factor, int64_t order, double *right, int64_t columns) {
    const ConstView lower(factor, order, order);
    View solution(right, order, columns);
    lower.triangularView<Eigen::Lower>().solveInPlace(solution);
}

void covey_gram(const double *matrix, int64_t rows, int64_t columns, int32_t transposed, double *gram) {
    const ConstView x(matrix, rows, columns);
    const int64_t order = transposed ? rows : columns;
    View view(gram, order, order);
    view.setZero();
    if (transposed)
        view.selfadjointView<Eigen::Lower>().rankUpdate(x);
    else
        view.selfadjointView<Eigen::Lower>().rankUpdate(x.transpose());
    view.triangularView<Eigen::StrictlyUpper>() = view.transpose();
}

int32_t covey_symmetric_eigen(double *matrix, int64_t order, double *values, int32_t vectors) {
    View view(matrix, order, order);
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(view, vectors ? Eigen::ComputeEigenvectors : Eigen::EigenvaluesOnly);
    if (solver.info() != Eigen::Success) return 1;
    Eigen::Map<Eigen::VectorXd>(values, order) = solver.eigenvalues();
    if (vectors) view = solver.eigenvectors().transpose();
    return 0;
}
