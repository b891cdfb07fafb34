// Written by Jobs/wyckoff-table, which names the sources; do not edit.
extension WyckoffTable {
    static let cubicGroups: String = """
        group 195 P23 489
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x
        positions a1 0,0,0  b1 1/2,1/2,1/2  c3 0,1/2,1/2  d3 1/2,0,0  e4 x,x,x  f6 x,0,0  g6 x,0,1/2  h6 x,1/2,0  i6 x,1/2,1/2  j12 x,y,z
        relabellings abcdefghij abcdefhgij badceighfj badceihgfj
        group 196 F23 490
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x
        positions a4 0,0,0  b4 1/2,1/2,1/2  c4 1/4,1/4,1/4  d4 3/4,3/4,3/4  e16 x,x,x  f24 x,0,0  g24 x,1/4,1/4  h48 x,y,z
        relabellings abcdefgh abdcefgh bacdefgh badcefgh cdabegfh cdbaegfh dcabegfh dcbaegfh
        group 197 I23 491
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x
        positions a2 0,0,0  b6 0,1/2,1/2  c8 x,x,x  d12 x,0,0  e12 x,1/2,0  f24 x,y,z
        relabellings abcdef
        group 198 P2_13 492
        operations x,y,z -x+1/2,-y,z+1/2 -x,y+1/2,-z+1/2 x+1/2,-y+1/2,-z z,x,y z+1/2,-x+1/2,-y -z+1/2,-x,y+1/2 -z,x+1/2,-y+1/2 y,z,x
        -y,z+1/2,-x+1/2 y+1/2,-z+1/2,-x -y+1/2,-z,x+1/2
        positions a4 x,x,x  b12 x,y,z
        relabellings ab
        group 199 I2_13 493
        operations x,y,z -x+1/2,-y,z+1/2 -x,y+1/2,-z+1/2 x+1/2,-y+1/2,-z z,x,y z+1/2,-x+1/2,-y -z+1/2,-x,y+1/2 -z,x+1/2,-y+1/2 y,z,x
        -y,z+1/2,-x+1/2 y+1/2,-z+1/2,-x -y+1/2,-z,x+1/2
        positions a8 x,x,x  b12 x,0,1/4  c24 x,y,z
        relabellings abc
        group 200 Pm-3 494
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x -x,-y,-z x,y,-z x,-y,z -x,y,z
        -z,-x,-y -z,x,y z,x,-y z,-x,y -y,-z,-x y,-z,x -y,z,x y,z,-x
        positions a1 0,0,0  b1 1/2,1/2,1/2  c3 0,1/2,1/2  d3 1/2,0,0  e6 x,0,0  f6 x,0,1/2  g6 x,1/2,0  h6 x,1/2,1/2  i8 x,x,x  j12 0,y,z
        k12 1/2,y,z  l24 x,y,z
        relabellings abcdefghijkl abcdegfhijkl badchfgeikjl badchgfeikjl
        group 201 Pn-3 496
        operations x,y,z -x+1/2,-y+1/2,z -x+1/2,y,-z+1/2 x,-y+1/2,-z+1/2 z,x,y z,-x+1/2,-y+1/2 -z+1/2,-x+1/2,y -z+1/2,x,-y+1/2 y,z,x
        -y+1/2,z,-x+1/2 y,-z+1/2,-x+1/2 -y+1/2,-z+1/2,x -x,-y,-z x+1/2,y+1/2,-z x+1/2,-y,z+1/2 -x,y+1/2,z+1/2 -z,-x,-y -z,x+1/2,y+1/2
        z+1/2,x+1/2,-y z+1/2,-x,y+1/2 -y,-z,-x y+1/2,-z,x+1/2 -y,z+1/2,x+1/2 y+1/2,z+1/2,-x
        positions a2 1/4,1/4,1/4  b4 0,0,0  c4 1/2,1/2,1/2  d6 1/4,3/4,3/4  e8 x,x,x  f12 x,1/4,1/4  g12 x,3/4,1/4  h24 x,y,z
        relabellings abcdefgh acbdefgh
        group 202 Fm-3 497
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x -x,-y,-z x,y,-z x,-y,z -x,y,z
        -z,-x,-y -z,x,y z,x,-y z,-x,y -y,-z,-x y,-z,x -y,z,x y,z,-x
        positions a4 0,0,0  b4 1/2,1/2,1/2  c8 1/4,1/4,1/4  d24 0,1/4,1/4  e24 x,0,0  f32 x,x,x  g48 x,1/4,1/4  h48 0,y,z  i96 x,y,z
        relabellings abcdefghi bacdefghi
        group 203 Fd-3 499
        operations x,y,z -x+1/4,-y+1/4,z -x+1/4,y,-z+1/4 x,-y+1/4,-z+1/4 z,x,y z,-x+1/4,-y+1/4 -z+1/4,-x+1/4,y -z+1/4,x,-y+1/4 y,z,x
        -y+1/4,z,-x+1/4 y,-z+1/4,-x+1/4 -y+1/4,-z+1/4,x -x,-y,-z x+3/4,y+3/4,-z x+3/4,-y,z+3/4 -x,y+3/4,z+3/4 -z,-x,-y -z,x+3/4,y+3/4
        z+3/4,x+3/4,-y z+3/4,-x,y+3/4 -y,-z,-x y+3/4,-z,x+3/4 -y,z+3/4,x+3/4 y+3/4,z+3/4,-x
        positions a8 1/8,1/8,1/8  b8 5/8,5/8,5/8  c16 0,0,0  d16 1/2,1/2,1/2  e32 x,x,x  f48 x,1/8,1/8  g96 x,y,z
        relabellings abcdefg badcefg
        group 204 Im-3 500
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x -x,-y,-z x,y,-z x,-y,z -x,y,z
        -z,-x,-y -z,x,y z,x,-y z,-x,y -y,-z,-x y,-z,x -y,z,x y,z,-x
        positions a2 0,0,0  b6 0,1/2,1/2  c8 1/4,1/4,1/4  d12 x,0,0  e12 x,0,1/2  f16 x,x,x  g24 0,y,z  h48 x,y,z
        relabellings abcdefgh
        group 205 Pa-3 501
        operations x,y,z -x+1/2,-y,z+1/2 -x,y+1/2,-z+1/2 x+1/2,-y+1/2,-z z,x,y z+1/2,-x+1/2,-y -z+1/2,-x,y+1/2 -z,x+1/2,-y+1/2 y,z,x
        -y,z+1/2,-x+1/2 y+1/2,-z+1/2,-x -y+1/2,-z,x+1/2 -x,-y,-z x+1/2,y,-z+1/2 x,-y+1/2,z+1/2 -x+1/2,y+1/2,z -z,-x,-y -z+1/2,x+1/2,y
        z+1/2,x,-y+1/2 z,-x+1/2,y+1/2 -y,-z,-x y,-z+1/2,x+1/2 -y+1/2,z+1/2,x y+1/2,z,-x+1/2
        positions a4 0,0,0  b4 1/2,1/2,1/2  c8 x,x,x  d24 x,y,z
        relabellings abcd bacd
        group 206 Ia-3 502
        operations x,y,z -x+1/2,-y,z+1/2 -x,y+1/2,-z+1/2 x+1/2,-y+1/2,-z z,x,y z+1/2,-x+1/2,-y -z+1/2,-x,y+1/2 -z,x+1/2,-y+1/2 y,z,x
        -y,z+1/2,-x+1/2 y+1/2,-z+1/2,-x -y+1/2,-z,x+1/2 -x,-y,-z x+1/2,y,-z+1/2 x,-y+1/2,z+1/2 -x+1/2,y+1/2,z -z,-x,-y -z+1/2,x+1/2,y
        z+1/2,x,-y+1/2 z,-x+1/2,y+1/2 -y,-z,-x y,-z+1/2,x+1/2 -y+1/2,z+1/2,x y+1/2,z,-x+1/2
        positions a8 0,0,0  b8 1/4,1/4,1/4  c16 x,x,x  d24 x,0,1/4  e48 x,y,z
        relabellings abcde bacde
        group 207 P432 503
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x y,x,-z -y,-x,-z y,-x,z -y,x,z
        x,z,-y -x,z,y -x,-z,-y x,-z,y z,y,-x z,-y,x -z,y,x -z,-y,-x
        positions a1 0,0,0  b1 1/2,1/2,1/2  c3 0,1/2,1/2  d3 1/2,0,0  e6 x,0,0  f6 x,1/2,1/2  g8 x,x,x  h12 x,1/2,0  i12 0,y,y  j12 1/2,y,y
        k24 x,y,z
        relabellings abcdefghijk badcfeghjik
        group 208 P4_232 504
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x y+1/2,x+1/2,-z+1/2
        -y+1/2,-x+1/2,-z+1/2 y+1/2,-x+1/2,z+1/2 -y+1/2,x+1/2,z+1/2 x+1/2,z+1/2,-y+1/2 -x+1/2,z+1/2,y+1/2 -x+1/2,-z+1/2,-y+1/2
        x+1/2,-z+1/2,y+1/2 z+1/2,y+1/2,-x+1/2 z+1/2,-y+1/2,x+1/2 -z+1/2,y+1/2,x+1/2 -z+1/2,-y+1/2,-x+1/2
        positions a2 0,0,0  b4 1/4,1/4,1/4  c4 3/4,3/4,3/4  d6 0,1/2,1/2  e6 1/4,0,1/2  f6 1/4,1/2,0  g8 x,x,x  h12 x,0,0  i12 x,0,1/2  j12
        x,1/2,0  k12 1/4,y,-y+1/2  l12 1/4,y,y+1/2  m24 x,y,z
        relabellings abcdefghijklm abcdfeghjiklm acbdefghijlkm acbdfeghjilkm
        group 209 F432 505
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x y,x,-z -y,-x,-z y,-x,z -y,x,z
        x,z,-y -x,z,y -x,-z,-y x,-z,y z,y,-x z,-y,x -z,y,x -z,-y,-x
        positions a4 0,0,0  b4 1/2,1/2,1/2  c8 1/4,1/4,1/4  d24 0,1/4,1/4  e24 x,0,0  f32 x,x,x  g48 0,y,y  h48 1/2,y,y  i48 x,1/4,1/4  j96
        x,y,z
        relabellings abcdefghij bacdefhgij
        group 210 F4_132 506
        operations x,y,z -x,-y+1/2,z+1/2 -x+1/2,y+1/2,-z x+1/2,-y,-z+1/2 z,x,y z+1/2,-x,-y+1/2 -z,-x+1/2,y+1/2 -z+1/2,x+1/2,-y y,z,x
        -y+1/2,z+1/2,-x y+1/2,-z,-x+1/2 -y,-z+1/2,x+1/2 y+3/4,x+1/4,-z+3/4 -y+1/4,-x+1/4,-z+1/4 y+1/4,-x+3/4,z+3/4 -y+3/4,x+3/4,z+1/4
        x+3/4,z+1/4,-y+3/4 -x+3/4,z+3/4,y+1/4 -x+1/4,-z+1/4,-y+1/4 x+1/4,-z+3/4,y+3/4 z+3/4,y+1/4,-x+3/4 z+1/4,-y+3/4,x+3/4
        -z+3/4,y+3/4,x+1/4 -z+1/4,-y+1/4,-x+1/4
        positions a8 0,0,0  b8 1/2,1/2,1/2  c16 1/8,1/8,1/8  d16 5/8,5/8,5/8  e32 x,x,x  f48 x,0,0  g48 1/8,y,-y+1/4  h96 x,y,z
        relabellings abcdefgh badcefgh
        group 211 I432 507
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x y,x,-z -y,-x,-z y,-x,z -y,x,z
        x,z,-y -x,z,y -x,-z,-y x,-z,y z,y,-x z,-y,x -z,y,x -z,-y,-x
        positions a2 0,0,0  b6 0,1/2,1/2  c8 1/4,1/4,1/4  d12 1/4,1/2,0  e12 x,0,0  f16 x,x,x  g24 x,1/2,0  h24 0,y,y  i24 1/4,y,-y+1/2  j48
        x,y,z
        relabellings abcdefghij
        group 212 P4_332 508
        operations x,y,z -x+1/2,-y,z+1/2 -x,y+1/2,-z+1/2 x+1/2,-y+1/2,-z z,x,y z+1/2,-x+1/2,-y -z+1/2,-x,y+1/2 -z,x+1/2,-y+1/2 y,z,x
        -y,z+1/2,-x+1/2 y+1/2,-z+1/2,-x -y+1/2,-z,x+1/2 y+1/4,x+3/4,-z+3/4 -y+1/4,-x+1/4,-z+1/4 y+3/4,-x+3/4,z+1/4 -y+3/4,x+1/4,z+3/4
        x+1/4,z+3/4,-y+3/4 -x+3/4,z+1/4,y+3/4 -x+1/4,-z+1/4,-y+1/4 x+3/4,-z+3/4,y+1/4 z+1/4,y+3/4,-x+3/4 z+3/4,-y+3/4,x+1/4
        -z+3/4,y+1/4,x+3/4 -z+1/4,-y+1/4,-x+1/4
        positions a4 1/8,1/8,1/8  b4 5/8,5/8,5/8  c8 x,x,x  d12 1/8,y,-y+1/4  e24 x,y,z
        relabellings abcde bacde
        group 213 P4_132 509
        operations x,y,z -x+1/2,-y,z+1/2 -x,y+1/2,-z+1/2 x+1/2,-y+1/2,-z z,x,y z+1/2,-x+1/2,-y -z+1/2,-x,y+1/2 -z,x+1/2,-y+1/2 y,z,x
        -y,z+1/2,-x+1/2 y+1/2,-z+1/2,-x -y+1/2,-z,x+1/2 y+3/4,x+1/4,-z+1/4 -y+3/4,-x+3/4,-z+3/4 y+1/4,-x+1/4,z+3/4 -y+1/4,x+3/4,z+1/4
        x+3/4,z+1/4,-y+1/4 -x+1/4,z+3/4,y+1/4 -x+3/4,-z+3/4,-y+3/4 x+1/4,-z+1/4,y+3/4 z+3/4,y+1/4,-x+1/4 z+1/4,-y+1/4,x+3/4
        -z+1/4,y+3/4,x+1/4 -z+3/4,-y+3/4,-x+3/4
        positions a4 3/8,3/8,3/8  b4 7/8,7/8,7/8  c8 x,x,x  d12 1/8,y,y+1/4  e24 x,y,z
        relabellings abcde bacde
        group 214 I4_132 510
        operations x,y,z -x+1/2,-y,z+1/2 -x,y+1/2,-z+1/2 x+1/2,-y+1/2,-z z,x,y z+1/2,-x+1/2,-y -z+1/2,-x,y+1/2 -z,x+1/2,-y+1/2 y,z,x
        -y,z+1/2,-x+1/2 y+1/2,-z+1/2,-x -y+1/2,-z,x+1/2 y+3/4,x+1/4,-z+1/4 -y+3/4,-x+3/4,-z+3/4 y+1/4,-x+1/4,z+3/4 -y+1/4,x+3/4,z+1/4
        x+3/4,z+1/4,-y+1/4 -x+1/4,z+3/4,y+1/4 -x+3/4,-z+3/4,-y+3/4 x+1/4,-z+1/4,y+3/4 z+3/4,y+1/4,-x+1/4 z+1/4,-y+1/4,x+3/4
        -z+1/4,y+3/4,x+1/4 -z+3/4,-y+3/4,-x+3/4
        positions a8 1/8,1/8,1/8  b8 7/8,7/8,7/8  c12 1/8,0,1/4  d12 5/8,0,1/4  e16 x,x,x  f24 x,0,1/4  g24 1/8,y,y+1/4  h24 1/8,y,-y+1/4
        i48 x,y,z
        relabellings abcdefghi badcefhgi
        group 215 P-43m 511
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x y,x,z -y,-x,z y,-x,-z -y,x,-z
        x,z,y -x,z,-y -x,-z,y x,-z,-y z,y,x z,-y,-x -z,y,-x -z,-y,x
        positions a1 0,0,0  b1 1/2,1/2,1/2  c3 0,1/2,1/2  d3 1/2,0,0  e4 x,x,x  f6 x,0,0  g6 x,1/2,1/2  h12 x,1/2,0  i12 x,x,z  j24 x,y,z
        relabellings abcdefghij badcegfhij
        group 216 F-43m 512
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x y,x,z -y,-x,z y,-x,-z -y,x,-z
        x,z,y -x,z,-y -x,-z,y x,-z,-y z,y,x z,-y,-x -z,y,-x -z,-y,x
        positions a4 0,0,0  b4 1/2,1/2,1/2  c4 1/4,1/4,1/4  d4 3/4,3/4,3/4  e16 x,x,x  f24 x,0,0  g24 x,1/4,1/4  h48 x,x,z  i96 x,y,z
        relabellings abcdefghi abdcefghi bacdefghi badcefghi cdabegfhi cdbaegfhi dcabegfhi dcbaegfhi
        group 217 I-43m 513
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x y,x,z -y,-x,z y,-x,-z -y,x,-z
        x,z,y -x,z,-y -x,-z,y x,-z,-y z,y,x z,-y,-x -z,y,-x -z,-y,x
        positions a2 0,0,0  b6 0,1/2,1/2  c8 x,x,x  d12 1/4,1/2,0  e12 x,0,0  f24 x,1/2,0  g24 x,x,z  h48 x,y,z
        relabellings abcdefgh
        group 218 P-43n 514
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x y+1/2,x+1/2,z+1/2
        -y+1/2,-x+1/2,z+1/2 y+1/2,-x+1/2,-z+1/2 -y+1/2,x+1/2,-z+1/2 x+1/2,z+1/2,y+1/2 -x+1/2,z+1/2,-y+1/2 -x+1/2,-z+1/2,y+1/2
        x+1/2,-z+1/2,-y+1/2 z+1/2,y+1/2,x+1/2 z+1/2,-y+1/2,-x+1/2 -z+1/2,y+1/2,-x+1/2 -z+1/2,-y+1/2,x+1/2
        positions a2 0,0,0  b6 0,1/2,1/2  c6 1/4,1/2,0  d6 1/4,0,1/2  e8 x,x,x  f12 x,0,0  g12 x,1/2,0  h12 x,0,1/2  i24 x,y,z
        relabellings abcdefghi abdcefhgi
        group 219 F-43c 515
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x y+1/2,x+1/2,z+1/2
        -y+1/2,-x+1/2,z+1/2 y+1/2,-x+1/2,-z+1/2 -y+1/2,x+1/2,-z+1/2 x+1/2,z+1/2,y+1/2 -x+1/2,z+1/2,-y+1/2 -x+1/2,-z+1/2,y+1/2
        x+1/2,-z+1/2,-y+1/2 z+1/2,y+1/2,x+1/2 z+1/2,-y+1/2,-x+1/2 -z+1/2,y+1/2,-x+1/2 -z+1/2,-y+1/2,x+1/2
        positions a8 0,0,0  b8 1/4,1/4,1/4  c24 0,1/4,1/4  d24 1/4,0,0  e32 x,x,x  f48 x,0,0  g48 x,1/4,1/4  h96 x,y,z
        relabellings abcdefgh badcegfh
        group 220 I-43d 516
        operations x,y,z -x+1/2,-y,z+1/2 -x,y+1/2,-z+1/2 x+1/2,-y+1/2,-z z,x,y z+1/2,-x+1/2,-y -z+1/2,-x,y+1/2 -z,x+1/2,-y+1/2 y,z,x
        -y,z+1/2,-x+1/2 y+1/2,-z+1/2,-x -y+1/2,-z,x+1/2 y+1/4,x+1/4,z+1/4 -y+1/4,-x+3/4,z+3/4 y+3/4,-x+1/4,-z+3/4 -y+3/4,x+3/4,-z+1/4
        x+1/4,z+1/4,y+1/4 -x+3/4,z+3/4,-y+1/4 -x+1/4,-z+3/4,y+3/4 x+3/4,-z+1/4,-y+3/4 z+1/4,y+1/4,x+1/4 z+3/4,-y+1/4,-x+3/4
        -z+3/4,y+3/4,-x+1/4 -z+1/4,-y+3/4,x+3/4
        positions a12 3/8,0,1/4  b12 7/8,0,1/4  c16 x,x,x  d24 x,0,1/4  e48 x,y,z
        relabellings abcde bacde
        group 221 Pm-3m 517
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x y,x,-z -y,-x,-z y,-x,z -y,x,z
        x,z,-y -x,z,y -x,-z,-y x,-z,y z,y,-x z,-y,x -z,y,x -z,-y,-x -x,-y,-z x,y,-z x,-y,z -x,y,z -z,-x,-y -z,x,y z,x,-y z,-x,y -y,-z,-x
        y,-z,x -y,z,x y,z,-x -y,-x,z y,x,z -y,x,-z y,-x,-z -x,-z,y x,-z,-y x,z,y -x,z,-y -z,-y,x -z,y,-x z,-y,-x z,y,x
        positions a1 0,0,0  b1 1/2,1/2,1/2  c3 0,1/2,1/2  d3 1/2,0,0  e6 x,0,0  f6 x,1/2,1/2  g8 x,x,x  h12 x,1/2,0  i12 0,y,y  j12 1/2,y,y
        k24 0,y,z  l24 1/2,y,z  m24 x,x,z  n48 x,y,z
        relabellings abcdefghijklmn badcfeghjilkmn
        group 222 Pn-3n 519
        operations x,y,z -x+1/2,-y+1/2,z -x+1/2,y,-z+1/2 x,-y+1/2,-z+1/2 z,x,y z,-x+1/2,-y+1/2 -z+1/2,-x+1/2,y -z+1/2,x,-y+1/2 y,z,x
        -y+1/2,z,-x+1/2 y,-z+1/2,-x+1/2 -y+1/2,-z+1/2,x y,x,-z+1/2 -y+1/2,-x+1/2,-z+1/2 y,-x+1/2,z -y+1/2,x,z x,z,-y+1/2 -x+1/2,z,y
        -x+1/2,-z+1/2,-y+1/2 x,-z+1/2,y z,y,-x+1/2 z,-y+1/2,x -z+1/2,y,x -z+1/2,-y+1/2,-x+1/2 -x,-y,-z x+1/2,y+1/2,-z x+1/2,-y,z+1/2
        -x,y+1/2,z+1/2 -z,-x,-y -z,x+1/2,y+1/2 z+1/2,x+1/2,-y z+1/2,-x,y+1/2 -y,-z,-x y+1/2,-z,x+1/2 -y,z+1/2,x+1/2 y+1/2,z+1/2,-x
        -y,-x,z+1/2 y+1/2,x+1/2,z+1/2 -y,x+1/2,-z y+1/2,-x,-z -x,-z,y+1/2 x+1/2,-z,-y x+1/2,z+1/2,y+1/2 -x,z+1/2,-y -z,-y,x+1/2 -z,y+1/2,-x
        z+1/2,-y,-x z+1/2,y+1/2,x+1/2
        positions a2 1/4,1/4,1/4  b6 3/4,1/4,1/4  c8 0,0,0  d12 0,3/4,1/4  e12 x,1/4,1/4  f16 x,x,x  g24 x,3/4,1/4  h24 1/4,y,y  i48 x,y,z
        relabellings abcdefghi
        group 223 Pm-3n 520
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x y+1/2,x+1/2,-z+1/2
        -y+1/2,-x+1/2,-z+1/2 y+1/2,-x+1/2,z+1/2 -y+1/2,x+1/2,z+1/2 x+1/2,z+1/2,-y+1/2 -x+1/2,z+1/2,y+1/2 -x+1/2,-z+1/2,-y+1/2
        x+1/2,-z+1/2,y+1/2 z+1/2,y+1/2,-x+1/2 z+1/2,-y+1/2,x+1/2 -z+1/2,y+1/2,x+1/2 -z+1/2,-y+1/2,-x+1/2 -x,-y,-z x,y,-z x,-y,z -x,y,z
        -z,-x,-y -z,x,y z,x,-y z,-x,y -y,-z,-x y,-z,x -y,z,x y,z,-x -y+1/2,-x+1/2,z+1/2 y+1/2,x+1/2,z+1/2 -y+1/2,x+1/2,-z+1/2
        y+1/2,-x+1/2,-z+1/2 -x+1/2,-z+1/2,y+1/2 x+1/2,-z+1/2,-y+1/2 x+1/2,z+1/2,y+1/2 -x+1/2,z+1/2,-y+1/2 -z+1/2,-y+1/2,x+1/2
        -z+1/2,y+1/2,-x+1/2 z+1/2,-y+1/2,-x+1/2 z+1/2,y+1/2,x+1/2
        positions a2 0,0,0  b6 0,1/2,1/2  c6 1/4,0,1/2  d6 1/4,1/2,0  e8 1/4,1/4,1/4  f12 x,0,0  g12 x,0,1/2  h12 x,1/2,0  i16 x,x,x  j24
        1/4,y,y+1/2  k24 0,y,z  l48 x,y,z
        relabellings abcdefghijkl abdcefhgijkl
        group 224 Pn-3m 522
        operations x,y,z -x+1/2,-y+1/2,z -x+1/2,y,-z+1/2 x,-y+1/2,-z+1/2 z,x,y z,-x+1/2,-y+1/2 -z+1/2,-x+1/2,y -z+1/2,x,-y+1/2 y,z,x
        -y+1/2,z,-x+1/2 y,-z+1/2,-x+1/2 -y+1/2,-z+1/2,x y+1/2,x+1/2,-z -y,-x,-z y+1/2,-x,z+1/2 -y,x+1/2,z+1/2 x+1/2,z+1/2,-y -x,z+1/2,y+1/2
        -x,-z,-y x+1/2,-z,y+1/2 z+1/2,y+1/2,-x z+1/2,-y,x+1/2 -z,y+1/2,x+1/2 -z,-y,-x -x,-y,-z x+1/2,y+1/2,-z x+1/2,-y,z+1/2 -x,y+1/2,z+1/2
        -z,-x,-y -z,x+1/2,y+1/2 z+1/2,x+1/2,-y z+1/2,-x,y+1/2 -y,-z,-x y+1/2,-z,x+1/2 -y,z+1/2,x+1/2 y+1/2,z+1/2,-x -y+1/2,-x+1/2,z y,x,z
        -y+1/2,x,-z+1/2 y,-x+1/2,-z+1/2 -x+1/2,-z+1/2,y x,-z+1/2,-y+1/2 x,z,y -x+1/2,z,-y+1/2 -z+1/2,-y+1/2,x -z+1/2,y,-x+1/2
        z,-y+1/2,-x+1/2 z,y,x
        positions a2 1/4,1/4,1/4  b4 0,0,0  c4 1/2,1/2,1/2  d6 1/4,3/4,3/4  e8 x,x,x  f12 1/2,1/4,3/4  g12 x,1/4,1/4  h24 x,1/4,3/4  i24
        1/2,y,y+1/2  j24 1/2,y,-y  k24 x,x,z  l48 x,y,z
        relabellings abcdefghijkl acbdefghjikl
        group 225 Fm-3m 523
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x y,x,-z -y,-x,-z y,-x,z -y,x,z
        x,z,-y -x,z,y -x,-z,-y x,-z,y z,y,-x z,-y,x -z,y,x -z,-y,-x -x,-y,-z x,y,-z x,-y,z -x,y,z -z,-x,-y -z,x,y z,x,-y z,-x,y -y,-z,-x
        y,-z,x -y,z,x y,z,-x -y,-x,z y,x,z -y,x,-z y,-x,-z -x,-z,y x,-z,-y x,z,y -x,z,-y -z,-y,x -z,y,-x z,-y,-x z,y,x
        positions a4 0,0,0  b4 1/2,1/2,1/2  c8 1/4,1/4,1/4  d24 0,1/4,1/4  e24 x,0,0  f32 x,x,x  g48 x,1/4,1/4  h48 0,y,y  i48 1/2,y,y  j96
        0,y,z  k96 x,x,z  l192 x,y,z
        relabellings abcdefghijkl bacdefgihjkl
        group 226 Fm-3c 524
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x y+1/2,x+1/2,-z+1/2
        -y+1/2,-x+1/2,-z+1/2 y+1/2,-x+1/2,z+1/2 -y+1/2,x+1/2,z+1/2 x+1/2,z+1/2,-y+1/2 -x+1/2,z+1/2,y+1/2 -x+1/2,-z+1/2,-y+1/2
        x+1/2,-z+1/2,y+1/2 z+1/2,y+1/2,-x+1/2 z+1/2,-y+1/2,x+1/2 -z+1/2,y+1/2,x+1/2 -z+1/2,-y+1/2,-x+1/2 -x,-y,-z x,y,-z x,-y,z -x,y,z
        -z,-x,-y -z,x,y z,x,-y z,-x,y -y,-z,-x y,-z,x -y,z,x y,z,-x -y+1/2,-x+1/2,z+1/2 y+1/2,x+1/2,z+1/2 -y+1/2,x+1/2,-z+1/2
        y+1/2,-x+1/2,-z+1/2 -x+1/2,-z+1/2,y+1/2 x+1/2,-z+1/2,-y+1/2 x+1/2,z+1/2,y+1/2 -x+1/2,z+1/2,-y+1/2 -z+1/2,-y+1/2,x+1/2
        -z+1/2,y+1/2,-x+1/2 z+1/2,-y+1/2,-x+1/2 z+1/2,y+1/2,x+1/2
        positions a8 1/4,1/4,1/4  b8 0,0,0  c24 1/4,0,0  d24 0,1/4,1/4  e48 x,0,0  f48 x,1/4,1/4  g64 x,x,x  h96 1/4,y,y  i96 0,y,z  j192
        x,y,z
        relabellings abcdefghij
        group 227 Fd-3m 526
        operations x,y,z -x+3/4,-y+1/4,z+1/2 -x+1/4,y+1/2,-z+3/4 x+1/2,-y+3/4,-z+1/4 z,x,y z+1/2,-x+3/4,-y+1/4 -z+3/4,-x+1/4,y+1/2
        -z+1/4,x+1/2,-y+3/4 y,z,x -y+1/4,z+1/2,-x+3/4 y+1/2,-z+3/4,-x+1/4 -y+3/4,-z+1/4,x+1/2 y+3/4,x+1/4,-z+1/2 -y,-x,-z y+1/4,-x+1/2,z+3/4
        -y+1/2,x+3/4,z+1/4 x+3/4,z+1/4,-y+1/2 -x+1/2,z+3/4,y+1/4 -x,-z,-y x+1/4,-z+1/2,y+3/4 z+3/4,y+1/4,-x+1/2 z+1/4,-y+1/2,x+3/4
        -z+1/2,y+3/4,x+1/4 -z,-y,-x -x,-y,-z x+1/4,y+3/4,-z+1/2 x+3/4,-y+1/2,z+1/4 -x+1/2,y+1/4,z+3/4 -z,-x,-y -z+1/2,x+1/4,y+3/4
        z+1/4,x+3/4,-y+1/2 z+3/4,-x+1/2,y+1/4 -y,-z,-x y+3/4,-z+1/2,x+1/4 -y+1/2,z+1/4,x+3/4 y+1/4,z+3/4,-x+1/2 -y+1/4,-x+3/4,z+1/2 y,x,z
        -y+3/4,x+1/2,-z+1/4 y+1/2,-x+1/4,-z+3/4 -x+1/4,-z+3/4,y+1/2 x+1/2,-z+1/4,-y+3/4 x,z,y -x+3/4,z+1/2,-y+1/4 -z+1/4,-y+3/4,x+1/2
        -z+3/4,y+1/2,-x+1/4 z+1/2,-y+1/4,-x+3/4 z,y,x
        positions a8 1/8,1/8,1/8  b8 3/8,3/8,3/8  c16 0,0,0  d16 1/2,1/2,1/2  e32 x,x,x  f48 x,1/8,1/8  g96 x,x,z  h96 0,y,-y  i192 x,y,z
        relabellings abcdefghi badcefghi
        group 228 Fd-3c 528
        operations x,y,z -x+1/4,-y+3/4,z+1/2 -x+3/4,y+1/2,-z+1/4 x+1/2,-y+1/4,-z+3/4 z,x,y z+1/2,-x+1/4,-y+3/4 -z+1/4,-x+3/4,y+1/2
        -z+3/4,x+1/2,-y+1/4 y,z,x -y+3/4,z+1/2,-x+1/4 y+1/2,-z+1/4,-x+3/4 -y+1/4,-z+3/4,x+1/2 y+3/4,x+1/4,-z -y+1/2,-x+1/2,-z+1/2
        y+1/4,-x,z+3/4 -y,x+3/4,z+1/4 x+3/4,z+1/4,-y -x,z+3/4,y+1/4 -x+1/2,-z+1/2,-y+1/2 x+1/4,-z,y+3/4 z+3/4,y+1/4,-x z+1/4,-y,x+3/4
        -z,y+3/4,x+1/4 -z+1/2,-y+1/2,-x+1/2 -x,-y,-z x+3/4,y+1/4,-z+1/2 x+1/4,-y+1/2,z+3/4 -x+1/2,y+3/4,z+1/4 -z,-x,-y -z+1/2,x+3/4,y+1/4
        z+3/4,x+1/4,-y+1/2 z+1/4,-x+1/2,y+3/4 -y,-z,-x y+1/4,-z+1/2,x+3/4 -y+1/2,z+3/4,x+1/4 y+3/4,z+1/4,-x+1/2 -y+1/4,-x+3/4,z
        y+1/2,x+1/2,z+1/2 -y+3/4,x,-z+1/4 y,-x+1/4,-z+3/4 -x+1/4,-z+3/4,y x,-z+1/4,-y+3/4 x+1/2,z+1/2,y+1/2 -x+3/4,z,-y+1/4 -z+1/4,-y+3/4,x
        -z+3/4,y,-x+1/4 z,-y+1/4,-x+3/4 z+1/2,y+1/2,x+1/2
        positions a16 1/8,1/8,1/8  b32 1/4,1/4,1/4  c32 0,0,0  d48 7/8,1/8,1/8  e64 x,x,x  f96 x,1/8,1/8  g96 1/4,y,-y  h192 x,y,z
        relabellings abcdefgh
        group 229 Im-3m 529
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z z,x,y z,-x,-y -z,-x,y -z,x,-y y,z,x -y,z,-x y,-z,-x -y,-z,x y,x,-z -y,-x,-z y,-x,z -y,x,z
        x,z,-y -x,z,y -x,-z,-y x,-z,y z,y,-x z,-y,x -z,y,x -z,-y,-x -x,-y,-z x,y,-z x,-y,z -x,y,z -z,-x,-y -z,x,y z,x,-y z,-x,y -y,-z,-x
        y,-z,x -y,z,x y,z,-x -y,-x,z y,x,z -y,x,-z y,-x,-z -x,-z,y x,-z,-y x,z,y -x,z,-y -z,-y,x -z,y,-x z,-y,-x z,y,x
        positions a2 0,0,0  b6 0,1/2,1/2  c8 1/4,1/4,1/4  d12 1/4,0,1/2  e12 x,0,0  f16 x,x,x  g24 x,0,1/2  h24 0,y,y  i48 1/4,y,-y+1/2  j48
        0,y,z  k48 x,x,z  l96 x,y,z
        relabellings abcdefghijkl
        group 230 Ia-3d 530
        operations x,y,z -x+1/2,-y,z+1/2 -x,y+1/2,-z+1/2 x+1/2,-y+1/2,-z z,x,y z+1/2,-x+1/2,-y -z+1/2,-x,y+1/2 -z,x+1/2,-y+1/2 y,z,x
        -y,z+1/2,-x+1/2 y+1/2,-z+1/2,-x -y+1/2,-z,x+1/2 y+3/4,x+1/4,-z+1/4 -y+3/4,-x+3/4,-z+3/4 y+1/4,-x+1/4,z+3/4 -y+1/4,x+3/4,z+1/4
        x+3/4,z+1/4,-y+1/4 -x+1/4,z+3/4,y+1/4 -x+3/4,-z+3/4,-y+3/4 x+1/4,-z+1/4,y+3/4 z+3/4,y+1/4,-x+1/4 z+1/4,-y+1/4,x+3/4
        -z+1/4,y+3/4,x+1/4 -z+3/4,-y+3/4,-x+3/4 -x,-y,-z x+1/2,y,-z+1/2 x,-y+1/2,z+1/2 -x+1/2,y+1/2,z -z,-x,-y -z+1/2,x+1/2,y z+1/2,x,-y+1/2
        z,-x+1/2,y+1/2 -y,-z,-x y,-z+1/2,x+1/2 -y+1/2,z+1/2,x y+1/2,z,-x+1/2 -y+1/4,-x+3/4,z+3/4 y+1/4,x+1/4,z+1/4 -y+3/4,x+3/4,-z+1/4
        y+3/4,-x+1/4,-z+3/4 -x+1/4,-z+3/4,y+3/4 x+3/4,-z+1/4,-y+3/4 x+1/4,z+1/4,y+1/4 -x+3/4,z+3/4,-y+1/4 -z+1/4,-y+3/4,x+3/4
        -z+3/4,y+3/4,-x+1/4 z+3/4,-y+1/4,-x+3/4 z+1/4,y+1/4,x+1/4
        positions a16 0,0,0  b16 1/8,1/8,1/8  c24 1/8,0,1/4  d24 3/8,0,1/4  e32 x,x,x  f48 x,0,1/4  g48 1/8,y,-y+1/4  h96 x,y,z
        relabellings abcdefgh
        """
}
