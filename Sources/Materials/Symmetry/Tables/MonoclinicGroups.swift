// Written by Jobs/wyckoff-table, which names the sources; do not edit.
extension WyckoffTable {
    static let monoclinicGroups: String = """
        group 3 P2 3
        operations x,y,z -x,y,-z
        positions a1 0,y,0  b1 0,y,1/2  c1 1/2,y,0  d1 1/2,y,1/2  e2 x,y,z
        relabellings abcde badce cdabe dcbae
        group 4 P2_1 6
        operations x,y,z -x,y+1/2,-z
        positions a2 x,y,z
        relabellings a
        group 5 C2 9
        operations x,y,z -x,y,-z
        positions a2 0,y,0  b2 0,y,1/2  c4 x,y,z
        relabellings abc bac
        group 6 Pm 18
        operations x,y,z x,-y,z
        positions a1 x,0,z  b1 x,1/2,z  c2 x,y,z
        relabellings abc bac
        group 7 Pc 21
        operations x,y,z x,-y,z+1/2
        positions a2 x,y,z
        relabellings a
        group 8 Cm 30
        operations x,y,z x,-y,z
        positions a2 x,0,z  b4 x,y,z
        relabellings ab
        group 9 Cc 39
        operations x,y,z x,-y,z+1/2
        positions a4 x,y,z
        relabellings a
        group 10 P2/m 57
        operations x,y,z -x,y,-z -x,-y,-z x,-y,z
        positions a1 0,0,0  b1 0,1/2,0  c1 0,0,1/2  d1 1/2,0,0  e1 1/2,1/2,0  f1 0,1/2,1/2  g1 1/2,0,1/2  h1 1/2,1/2,1/2  i2 0,y,0  j2
        1/2,y,0  k2 0,y,1/2  l2 1/2,y,1/2  m2 x,0,z  n2 x,1/2,z  o4 x,y,z
        relabellings abcdefghijklmno bafedchgijklnmo cfaghbdeklijmno degabhcfjilkmno edhbagfcjilknmo fcbhgaedklijnmo ghdcfeablkjimno
        hgefcdbalkjinmo
        group 11 P2_1/m 60
        operations x,y,z -x,y+1/2,-z -x,-y,-z x,-y+1/2,z
        positions a2 0,0,0  b2 1/2,0,0  c2 0,0,1/2  d2 1/2,0,1/2  e2 x,1/4,z  f4 x,y,z
        relabellings abcdef badcef cdabef dcbaef
        group 12 C2/m 63
        operations x,y,z -x,y,-z -x,-y,-z x,-y,z
        positions a2 0,0,0  b2 0,1/2,0  c2 0,0,1/2  d2 0,1/2,1/2  e4 1/4,1/4,0  f4 1/4,1/4,1/2  g4 0,y,0  h4 0,y,1/2  i4 x,0,z  j8 x,y,z
        relabellings abcdefghij badcefghij cdabfehgij dcbafehgij
        group 13 P2/c 72
        operations x,y,z -x,y,-z+1/2 -x,-y,-z x,-y,z+1/2
        positions a2 0,0,0  b2 1/2,1/2,0  c2 0,1/2,0  d2 1/2,0,0  e2 0,y,1/4  f2 1/2,y,1/4  g4 x,y,z
        relabellings abcdefg badcfeg cdabefg dcbafeg
        group 14 P2_1/c 81
        operations x,y,z -x,y+1/2,-z+1/2 -x,-y,-z x,-y+1/2,z+1/2
        positions a2 0,0,0  b2 1/2,0,0  c2 0,0,1/2  d2 1/2,0,1/2  e4 x,y,z
        relabellings abcde badce cdabe dcbae
        group 15 C2/c 90
        operations x,y,z -x,y,-z+1/2 -x,-y,-z x,-y,z+1/2
        positions a4 0,0,0  b4 0,1/2,0  c4 1/4,1/4,0  d4 1/4,1/4,1/2  e4 0,y,1/4  f8 x,y,z
        relabellings abcdef abdcef bacdef badcef cdabef cdbaef dcabef dcbaef
        """
}
