// Written by Jobs/wyckoff-table, which names the sources; do not edit.
extension WyckoffTable {
    static let triclinicGroups: String = """
        group 1 P1 1
        operations x,y,z
        positions a1 x,y,z
        relabellings a
        group 2 P-1 2
        operations x,y,z -x,-y,-z
        positions a1 0,0,0  b1 0,0,1/2  c1 0,1/2,0  d1 1/2,0,0  e1 1/2,1/2,0  f1 1/2,0,1/2  g1 0,1/2,1/2  h1 1/2,1/2,1/2  i2 x,y,z
        relabellings abcdefghi bagfhdcei cgaedhbfi dfeacbhgi ehdcagfbi fdhbgaeci gcbhfeadi hefgbcdai
        """
}
