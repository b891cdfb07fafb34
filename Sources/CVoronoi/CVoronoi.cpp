#include "CVoronoi.h"

#include <algorithm>
#include <vector>
#include <voro++/voro++.hh>

int32_t covey_voronoi_cell(const double *vectors, int64_t count, double reach, double *areas) {
    // Its tables grow to what the largest cell takes, and stay so.
    static thread_local voro::voronoicell_neighbor cell;
    static thread_local std::vector<int> neighbours;
    static thread_local std::vector<double> faces;

    // What the box leaves is cut away by neighbours, or reaches so far that more of them have to be known.
    cell.init(-reach, reach, -reach, reach, -reach, reach);
    std::fill_n(areas, count, 0.0);
    // (2 R)², where R is the distance of the farthest corner: a plane half-way to a neighbour beyond 2 R cannot cut.
    double extent = cell.max_radius_squared();
    for (int64_t place = 0; place < count; place++) {
        const double x = vectors[3 * place], y = vectors[3 * place + 1], z = vectors[3 * place + 2];
        const double square = x * x + y * y + z * z;
        if (place % 4 == 0) extent = cell.max_radius_squared();
        if (square > extent) break;
        if (!cell.nplane(x, y, z, square, static_cast<int>(place))) return 2;
    }
    if (cell.max_radius_squared() > reach * reach) return 1;
    cell.neighbors(neighbours);
    cell.face_areas(faces);
    for (size_t face = 0; face < neighbours.size(); face++) {
        if (neighbours[face] >= 0) areas[neighbours[face]] += faces[face];
    }
    return 0;
}
