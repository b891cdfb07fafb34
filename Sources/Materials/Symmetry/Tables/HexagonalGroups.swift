// Written by Jobs/wyckoff-table, which names the sources; do not edit.
extension WyckoffTable {
    static let hexagonalGroups: String = """
        group 143 P3 430
        operations x,y,z -y,x-y,z -x+y,-x,z
        positions a1 0,0,z  b1 1/3,2/3,z  c1 2/3,1/3,z  d3 x,y,z
        relabellings abcd acbd bacd bcad cabd cbad
        group 144 P3_1 431
        operations x,y,z -y,x-y,z+1/3 -x+y,-x,z+2/3
        positions a3 x,y,z
        relabellings a
        group 145 P3_2 432
        operations x,y,z -y,x-y,z+2/3 -x+y,-x,z+1/3
        positions a3 x,y,z
        relabellings a
        group 146 R3 433
        operations x,y,z -y,x-y,z -x+y,-x,z
        positions a3 0,0,z  b9 x,y,z
        relabellings ab
        group 147 P-3 435
        operations x,y,z -y,x-y,z -x+y,-x,z -x,-y,-z y,-x+y,-z x-y,x,-z
        positions a1 0,0,0  b1 0,0,1/2  c2 0,0,z  d2 1/3,2/3,z  e3 1/2,0,0  f3 1/2,0,1/2  g6 x,y,z
        relabellings abcdefg bacdfeg
        group 148 R-3 436
        operations x,y,z -y,x-y,z -x+y,-x,z -x,-y,-z y,-x+y,-z x-y,x,-z
        positions a3 0,0,0  b3 0,0,1/2  c6 0,0,z  d9 1/2,0,1/2  e9 1/2,0,0  f18 x,y,z
        relabellings abcdef bacedf
        group 149 P312 438
        operations x,y,z -y,x-y,z -x+y,-x,z -y,-x,-z -x+y,y,-z x,x-y,-z
        positions a1 0,0,0  b1 0,0,1/2  c1 1/3,2/3,0  d1 1/3,2/3,1/2  e1 2/3,1/3,0  f1 2/3,1/3,1/2  g2 0,0,z  h2 1/3,2/3,z  i2 2/3,1/3,z  j3
        x,-x,0  k3 x,-x,1/2  l6 x,y,z
        relabellings abcdefghijkl abefcdgihjkl badcfeghikjl bafedcgihkjl cdabefhgijkl cdefabhigjkl dcbafehgikjl dcfebahigkjl efabcdighjkl
        efcdabihgjkl febadcighkjl fedcbaihgkjl
        group 150 P321 439
        operations x,y,z -y,x-y,z -x+y,-x,z y,x,-z x-y,-y,-z -x,-x+y,-z
        positions a1 0,0,0  b1 0,0,1/2  c2 0,0,z  d2 1/3,2/3,z  e3 x,0,0  f3 x,0,1/2  g6 x,y,z
        relabellings abcdefg bacdfeg
        group 151 P3_112 440
        operations x,y,z -y,x-y,z+1/3 -x+y,-x,z+2/3 -y,-x,-z+2/3 -x+y,y,-z+1/3 x,x-y,-z
        positions a3 x,-x,1/3  b3 x,-x,5/6  c6 x,y,z
        relabellings abc bac
        group 152 P3_121 441
        operations x,y,z -y,x-y,z+1/3 -x+y,-x,z+2/3 y,x,-z x-y,-y,-z+2/3 -x,-x+y,-z+1/3
        positions a3 x,0,1/3  b3 x,0,5/6  c6 x,y,z
        relabellings abc bac
        group 153 P3_212 442
        operations x,y,z -y,x-y,z+2/3 -x+y,-x,z+1/3 -y,-x,-z+1/3 -x+y,y,-z+2/3 x,x-y,-z
        positions a3 x,-x,2/3  b3 x,-x,1/6  c6 x,y,z
        relabellings abc bac
        group 154 P3_221 443
        operations x,y,z -y,x-y,z+2/3 -x+y,-x,z+1/3 y,x,-z x-y,-y,-z+1/3 -x,-x+y,-z+2/3
        positions a3 x,0,2/3  b3 x,0,1/6  c6 x,y,z
        relabellings abc bac
        group 155 R32 444
        operations x,y,z -y,x-y,z -x+y,-x,z y,x,-z x-y,-y,-z -x,-x+y,-z
        positions a3 0,0,0  b3 0,0,1/2  c6 0,0,z  d9 x,0,0  e9 x,0,1/2  f18 x,y,z
        relabellings abcdef bacedf
        group 156 P3m1 446
        operations x,y,z -y,x-y,z -x+y,-x,z -y,-x,z -x+y,y,z x,x-y,z
        positions a1 0,0,z  b1 1/3,2/3,z  c1 2/3,1/3,z  d3 x,-x,z  e6 x,y,z
        relabellings abcde acbde bacde bcade cabde cbade
        group 157 P31m 447
        operations x,y,z -y,x-y,z -x+y,-x,z y,x,z x-y,-y,z -x,-x+y,z
        positions a1 0,0,z  b2 1/3,2/3,z  c3 x,0,z  d6 x,y,z
        relabellings abcd
        group 158 P3c1 448
        operations x,y,z -y,x-y,z -x+y,-x,z -y,-x,z+1/2 -x+y,y,z+1/2 x,x-y,z+1/2
        positions a2 0,0,z  b2 1/3,2/3,z  c2 2/3,1/3,z  d6 x,y,z
        relabellings abcd acbd bacd bcad cabd cbad
        group 159 P31c 449
        operations x,y,z -y,x-y,z -x+y,-x,z y,x,z+1/2 x-y,-y,z+1/2 -x,-x+y,z+1/2
        positions a2 0,0,z  b2 1/3,2/3,z  c6 x,y,z
        relabellings abc
        group 160 R3m 450
        operations x,y,z -y,x-y,z -x+y,-x,z -y,-x,z -x+y,y,z x,x-y,z
        positions a3 0,0,z  b9 x,-x,z  c18 x,y,z
        relabellings abc
        group 161 R3c 452
        operations x,y,z -y,x-y,z -x+y,-x,z -y,-x,z+1/2 -x+y,y,z+1/2 x,x-y,z+1/2
        positions a6 0,0,z  b18 x,y,z
        relabellings ab
        group 162 P-31m 454
        operations x,y,z -y,x-y,z -x+y,-x,z -y,-x,-z -x+y,y,-z x,x-y,-z -x,-y,-z y,-x+y,-z x-y,x,-z y,x,z x-y,-y,z -x,-x+y,z
        positions a1 0,0,0  b1 0,0,1/2  c2 1/3,2/3,0  d2 1/3,2/3,1/2  e2 0,0,z  f3 1/2,0,0  g3 1/2,0,1/2  h4 1/3,2/3,z  i6 x,-x,0  j6
        x,-x,1/2  k6 x,0,z  l12 x,y,z
        relabellings abcdefghijkl badcegfhjikl
        group 163 P-31c 455
        operations x,y,z -y,x-y,z -x+y,-x,z -y,-x,-z+1/2 -x+y,y,-z+1/2 x,x-y,-z+1/2 -x,-y,-z y,-x+y,-z x-y,x,-z y,x,z+1/2 x-y,-y,z+1/2
        -x,-x+y,z+1/2
        positions a2 0,0,1/4  b2 0,0,0  c2 1/3,2/3,1/4  d2 2/3,1/3,1/4  e4 0,0,z  f4 1/3,2/3,z  g6 1/2,0,0  h6 x,-x,1/4  i12 x,y,z
        relabellings abcdefghi abdcefghi
        group 164 P-3m1 456
        operations x,y,z -y,x-y,z -x+y,-x,z y,x,-z x-y,-y,-z -x,-x+y,-z -x,-y,-z y,-x+y,-z x-y,x,-z -y,-x,z -x+y,y,z x,x-y,z
        positions a1 0,0,0  b1 0,0,1/2  c2 0,0,z  d2 1/3,2/3,z  e3 1/2,0,0  f3 1/2,0,1/2  g6 x,0,0  h6 x,0,1/2  i6 x,-x,z  j12 x,y,z
        relabellings abcdefghij bacdfehgij
        group 165 P-3c1 457
        operations x,y,z -y,x-y,z -x+y,-x,z y,x,-z+1/2 x-y,-y,-z+1/2 -x,-x+y,-z+1/2 -x,-y,-z y,-x+y,-z x-y,x,-z -y,-x,z+1/2 -x+y,y,z+1/2
        x,x-y,z+1/2
        positions a2 0,0,1/4  b2 0,0,0  c4 0,0,z  d4 1/3,2/3,z  e6 1/2,0,0  f6 x,0,1/4  g12 x,y,z
        relabellings abcdefg
        group 166 R-3m 458
        operations x,y,z -y,x-y,z -x+y,-x,z y,x,-z x-y,-y,-z -x,-x+y,-z -x,-y,-z y,-x+y,-z x-y,x,-z -y,-x,z -x+y,y,z x,x-y,z
        positions a3 0,0,0  b3 0,0,1/2  c6 0,0,z  d9 1/2,0,1/2  e9 1/2,0,0  f18 x,0,0  g18 x,0,1/2  h18 x,-x,z  i36 x,y,z
        relabellings abcdefghi bacedgfhi
        group 167 R-3c 460
        operations x,y,z -y,x-y,z -x+y,-x,z y,x,-z+1/2 x-y,-y,-z+1/2 -x,-x+y,-z+1/2 -x,-y,-z y,-x+y,-z x-y,x,-z -y,-x,z+1/2 -x+y,y,z+1/2
        x,x-y,z+1/2
        positions a6 0,0,1/4  b6 0,0,0  c12 0,0,z  d18 1/2,0,0  e18 x,0,1/4  f36 x,y,z
        relabellings abcdef
        group 168 P6 462
        operations x,y,z -y,x-y,z -x+y,-x,z -x,-y,z y,-x+y,z x-y,x,z
        positions a1 0,0,z  b2 1/3,2/3,z  c3 1/2,0,z  d6 x,y,z
        relabellings abcd
        group 169 P6_1 463
        operations x,y,z -y,x-y,z+1/3 -x+y,-x,z+2/3 -x,-y,z+1/2 y,-x+y,z+5/6 x-y,x,z+1/6
        positions a6 x,y,z
        relabellings a
        group 170 P6_5 464
        operations x,y,z -y,x-y,z+2/3 -x+y,-x,z+1/3 -x,-y,z+1/2 y,-x+y,z+1/6 x-y,x,z+5/6
        positions a6 x,y,z
        relabellings a
        group 171 P6_2 465
        operations x,y,z -y,x-y,z+2/3 -x+y,-x,z+1/3 -x,-y,z y,-x+y,z+2/3 x-y,x,z+1/3
        positions a3 0,0,z  b3 1/2,1/2,z  c6 x,y,z
        relabellings abc
        group 172 P6_4 466
        operations x,y,z -y,x-y,z+1/3 -x+y,-x,z+2/3 -x,-y,z y,-x+y,z+1/3 x-y,x,z+2/3
        positions a3 0,0,z  b3 1/2,1/2,z  c6 x,y,z
        relabellings abc
        group 173 P6_3 467
        operations x,y,z -y,x-y,z -x+y,-x,z -x,-y,z+1/2 y,-x+y,z+1/2 x-y,x,z+1/2
        positions a2 0,0,z  b2 1/3,2/3,z  c6 x,y,z
        relabellings abc
        group 174 P-6 468
        operations x,y,z -y,x-y,z -x+y,-x,z x,y,-z -y,x-y,-z -x+y,-x,-z
        positions a1 0,0,0  b1 0,0,1/2  c1 1/3,2/3,0  d1 1/3,2/3,1/2  e1 2/3,1/3,0  f1 2/3,1/3,1/2  g2 0,0,z  h2 1/3,2/3,z  i2 2/3,1/3,z  j3
        x,y,0  k3 x,y,1/2  l6 x,y,z
        relabellings abcdefghijkl abefcdgihjkl badcfeghikjl bafedcgihkjl cdabefhgijkl cdefabhigjkl dcbafehgikjl dcfebahigkjl efabcdighjkl
        efcdabihgjkl febadcighkjl fedcbaihgkjl
        group 175 P6/m 469
        operations x,y,z -y,x-y,z -x+y,-x,z -x,-y,z y,-x+y,z x-y,x,z -x,-y,-z y,-x+y,-z x-y,x,-z x,y,-z -y,x-y,-z -x+y,-x,-z
        positions a1 0,0,0  b1 0,0,1/2  c2 1/3,2/3,0  d2 1/3,2/3,1/2  e2 0,0,z  f3 1/2,0,0  g3 1/2,0,1/2  h4 1/3,2/3,z  i6 1/2,0,z  j6 x,y,0
        k6 x,y,1/2  l12 x,y,z
        relabellings abcdefghijkl badcegfhikjl
        group 176 P6_3/m 470
        operations x,y,z -y,x-y,z -x+y,-x,z -x,-y,z+1/2 y,-x+y,z+1/2 x-y,x,z+1/2 -x,-y,-z y,-x+y,-z x-y,x,-z x,y,-z+1/2 -y,x-y,-z+1/2
        -x+y,-x,-z+1/2
        positions a2 0,0,1/4  b2 0,0,0  c2 1/3,2/3,1/4  d2 2/3,1/3,1/4  e4 0,0,z  f4 1/3,2/3,z  g6 1/2,0,0  h6 x,y,1/4  i12 x,y,z
        relabellings abcdefghi abdcefghi
        group 177 P622 471
        operations x,y,z -y,x-y,z -x+y,-x,z -x,-y,z y,-x+y,z x-y,x,z y,x,-z x-y,-y,-z -x,-x+y,-z -y,-x,-z -x+y,y,-z x,x-y,-z
        positions a1 0,0,0  b1 0,0,1/2  c2 1/3,2/3,0  d2 1/3,2/3,1/2  e2 0,0,z  f3 1/2,0,0  g3 1/2,0,1/2  h4 1/3,2/3,z  i6 1/2,0,z  j6 x,0,0
        k6 x,0,1/2  l6 x,-x,0  m6 x,-x,1/2  n12 x,y,z
        relabellings abcdefghijklmn badcegfhikjmln
        group 178 P6_122 472
        operations x,y,z -y,x-y,z+1/3 -x+y,-x,z+2/3 -x,-y,z+1/2 y,-x+y,z+5/6 x-y,x,z+1/6 y,x,-z+1/3 x-y,-y,-z -x,-x+y,-z+2/3 -y,-x,-z+5/6
        -x+y,y,-z+1/2 x,x-y,-z+1/6
        positions a6 x,0,0  b6 x,2x,1/4  c12 x,y,z
        relabellings abc
        group 179 P6_522 473
        operations x,y,z -y,x-y,z+2/3 -x+y,-x,z+1/3 -x,-y,z+1/2 y,-x+y,z+1/6 x-y,x,z+5/6 y,x,-z+2/3 x-y,-y,-z -x,-x+y,-z+1/3 -y,-x,-z+1/6
        -x+y,y,-z+1/2 x,x-y,-z+5/6
        positions a6 x,0,0  b6 x,2x,3/4  c12 x,y,z
        relabellings abc
        group 180 P6_222 474
        operations x,y,z -y,x-y,z+2/3 -x+y,-x,z+1/3 -x,-y,z y,-x+y,z+2/3 x-y,x,z+1/3 y,x,-z+2/3 x-y,-y,-z -x,-x+y,-z+1/3 -y,-x,-z+2/3
        -x+y,y,-z x,x-y,-z+1/3
        positions a3 0,0,0  b3 0,0,1/2  c3 1/2,0,0  d3 1/2,0,1/2  e6 0,0,z  f6 1/2,0,z  g6 x,0,0  h6 x,0,1/2  i6 x,2x,0  j6 x,2x,1/2  k12
        x,y,z
        relabellings abcdefghijk badcefhgjik
        group 181 P6_422 475
        operations x,y,z -y,x-y,z+1/3 -x+y,-x,z+2/3 -x,-y,z y,-x+y,z+1/3 x-y,x,z+2/3 y,x,-z+1/3 x-y,-y,-z -x,-x+y,-z+2/3 -y,-x,-z+1/3
        -x+y,y,-z x,x-y,-z+2/3
        positions a3 0,0,0  b3 0,0,1/2  c3 1/2,0,0  d3 1/2,0,1/2  e6 0,0,z  f6 1/2,0,z  g6 x,0,0  h6 x,0,1/2  i6 x,2x,0  j6 x,2x,1/2  k12
        x,y,z
        relabellings abcdefghijk badcefhgjik
        group 182 P6_322 476
        operations x,y,z -y,x-y,z -x+y,-x,z -x,-y,z+1/2 y,-x+y,z+1/2 x-y,x,z+1/2 y,x,-z x-y,-y,-z -x,-x+y,-z -y,-x,-z+1/2 -x+y,y,-z+1/2
        x,x-y,-z+1/2
        positions a2 0,0,0  b2 0,0,1/4  c2 1/3,2/3,1/4  d2 1/3,2/3,3/4  e4 0,0,z  f4 1/3,2/3,z  g6 x,0,0  h6 x,2x,1/4  i12 x,y,z
        relabellings abcdefghi abdcefghi
        group 183 P6mm 477
        operations x,y,z -y,x-y,z -x+y,-x,z -x,-y,z y,-x+y,z x-y,x,z -y,-x,z -x+y,y,z x,x-y,z y,x,z x-y,-y,z -x,-x+y,z
        positions a1 0,0,z  b2 1/3,2/3,z  c3 1/2,0,z  d6 x,0,z  e6 x,-x,z  f12 x,y,z
        relabellings abcdef
        group 184 P6cc 478
        operations x,y,z -y,x-y,z -x+y,-x,z -x,-y,z y,-x+y,z x-y,x,z -y,-x,z+1/2 -x+y,y,z+1/2 x,x-y,z+1/2 y,x,z+1/2 x-y,-y,z+1/2
        -x,-x+y,z+1/2
        positions a2 0,0,z  b4 1/3,2/3,z  c6 1/2,0,z  d12 x,y,z
        relabellings abcd
        group 185 P6_3cm 479
        operations x,y,z -y,x-y,z -x+y,-x,z -x,-y,z+1/2 y,-x+y,z+1/2 x-y,x,z+1/2 -y,-x,z+1/2 -x+y,y,z+1/2 x,x-y,z+1/2 y,x,z x-y,-y,z
        -x,-x+y,z
        positions a2 0,0,z  b4 1/3,2/3,z  c6 x,0,z  d12 x,y,z
        relabellings abcd
        group 186 P6_3mc 480
        operations x,y,z -y,x-y,z -x+y,-x,z -x,-y,z+1/2 y,-x+y,z+1/2 x-y,x,z+1/2 -y,-x,z -x+y,y,z x,x-y,z y,x,z+1/2 x-y,-y,z+1/2
        -x,-x+y,z+1/2
        positions a2 0,0,z  b2 1/3,2/3,z  c6 x,-x,z  d12 x,y,z
        relabellings abcd
        group 187 P-6m2 481
        operations x,y,z -y,x-y,z -x+y,-x,z x,y,-z -y,x-y,-z -x+y,-x,-z -y,-x,z -x+y,y,z x,x-y,z -y,-x,-z -x+y,y,-z x,x-y,-z
        positions a1 0,0,0  b1 0,0,1/2  c1 1/3,2/3,0  d1 1/3,2/3,1/2  e1 2/3,1/3,0  f1 2/3,1/3,1/2  g2 0,0,z  h2 1/3,2/3,z  i2 2/3,1/3,z  j3
        x,-x,0  k3 x,-x,1/2  l6 x,y,0  m6 x,y,1/2  n6 x,-x,z  o12 x,y,z
        relabellings abcdefghijklmno abefcdgihjklmno badcfeghikjmlno bafedcgihkjmlno cdabefhgijklmno cdefabhigjklmno dcbafehgikjmlno
        dcfebahigkjmlno efabcdighjklmno efcdabihgjklmno febadcighkjmlno fedcbaihgkjmlno
        group 188 P-6c2 482
        operations x,y,z -y,x-y,z -x+y,-x,z x,y,-z+1/2 -y,x-y,-z+1/2 -x+y,-x,-z+1/2 -y,-x,z+1/2 -x+y,y,z+1/2 x,x-y,z+1/2 -y,-x,-z -x+y,y,-z
        x,x-y,-z
        positions a2 0,0,0  b2 0,0,1/4  c2 1/3,2/3,0  d2 1/3,2/3,1/4  e2 2/3,1/3,0  f2 2/3,1/3,1/4  g4 0,0,z  h4 1/3,2/3,z  i4 2/3,1/3,z  j6
        x,-x,0  k6 x,y,1/4  l12 x,y,z
        relabellings abcdefghijkl abefcdgihjkl cdabefhgijkl cdefabhigjkl efabcdighjkl efcdabihgjkl
        group 189 P-62m 483
        operations x,y,z -y,x-y,z -x+y,-x,z x,y,-z -y,x-y,-z -x+y,-x,-z y,x,-z x-y,-y,-z -x,-x+y,-z y,x,z x-y,-y,z -x,-x+y,z
        positions a1 0,0,0  b1 0,0,1/2  c2 1/3,2/3,0  d2 1/3,2/3,1/2  e2 0,0,z  f3 x,0,0  g3 x,0,1/2  h4 1/3,2/3,z  i6 x,0,z  j6 x,y,0  k6
        x,y,1/2  l12 x,y,z
        relabellings abcdefghijkl badcegfhikjl
        group 190 P-62c 484
        operations x,y,z -y,x-y,z -x+y,-x,z x,y,-z+1/2 -y,x-y,-z+1/2 -x+y,-x,-z+1/2 y,x,-z x-y,-y,-z -x,-x+y,-z y,x,z+1/2 x-y,-y,z+1/2
        -x,-x+y,z+1/2
        positions a2 0,0,0  b2 0,0,1/4  c2 1/3,2/3,1/4  d2 2/3,1/3,1/4  e4 0,0,z  f4 1/3,2/3,z  g6 x,0,0  h6 x,y,1/4  i12 x,y,z
        relabellings abcdefghi abdcefghi
        group 191 P6/mmm 485
        operations x,y,z -y,x-y,z -x+y,-x,z -x,-y,z y,-x+y,z x-y,x,z y,x,-z x-y,-y,-z -x,-x+y,-z -y,-x,-z -x+y,y,-z x,x-y,-z -x,-y,-z
        y,-x+y,-z x-y,x,-z x,y,-z -y,x-y,-z -x+y,-x,-z -y,-x,z -x+y,y,z x,x-y,z y,x,z x-y,-y,z -x,-x+y,z
        positions a1 0,0,0  b1 0,0,1/2  c2 1/3,2/3,0  d2 1/3,2/3,1/2  e2 0,0,z  f3 1/2,0,0  g3 1/2,0,1/2  h4 1/3,2/3,z  i6 1/2,0,z  j6 x,0,0
        k6 x,0,1/2  l6 x,2x,0  m6 x,2x,1/2  n12 x,0,z  o12 x,2x,z  p12 x,y,0  q12 x,y,1/2  r24 x,y,z
        relabellings abcdefghijklmnopqr badcegfhikjmlnoqpr
        group 192 P6/mcc 486
        operations x,y,z -y,x-y,z -x+y,-x,z -x,-y,z y,-x+y,z x-y,x,z y,x,-z+1/2 x-y,-y,-z+1/2 -x,-x+y,-z+1/2 -y,-x,-z+1/2 -x+y,y,-z+1/2
        x,x-y,-z+1/2 -x,-y,-z y,-x+y,-z x-y,x,-z x,y,-z -y,x-y,-z -x+y,-x,-z -y,-x,z+1/2 -x+y,y,z+1/2 x,x-y,z+1/2 y,x,z+1/2 x-y,-y,z+1/2
        -x,-x+y,z+1/2
        positions a2 0,0,1/4  b2 0,0,0  c4 1/3,2/3,1/4  d4 1/3,2/3,0  e4 0,0,z  f6 1/2,0,1/4  g6 1/2,0,0  h8 1/3,2/3,z  i12 1/2,0,z  j12
        x,0,1/4  k12 x,2x,1/4  l12 x,y,0  m24 x,y,z
        relabellings abcdefghijklm
        group 193 P6_3/mcm 487
        operations x,y,z -y,x-y,z -x+y,-x,z -x,-y,z+1/2 y,-x+y,z+1/2 x-y,x,z+1/2 y,x,-z+1/2 x-y,-y,-z+1/2 -x,-x+y,-z+1/2 -y,-x,-z -x+y,y,-z
        x,x-y,-z -x,-y,-z y,-x+y,-z x-y,x,-z x,y,-z+1/2 -y,x-y,-z+1/2 -x+y,-x,-z+1/2 -y,-x,z+1/2 -x+y,y,z+1/2 x,x-y,z+1/2 y,x,z x-y,-y,z
        -x,-x+y,z
        positions a2 0,0,1/4  b2 0,0,0  c4 1/3,2/3,1/4  d4 1/3,2/3,0  e4 0,0,z  f6 1/2,0,0  g6 x,0,1/4  h8 1/3,2/3,z  i12 x,2x,0  j12
        x,y,1/4  k12 x,0,z  l24 x,y,z
        relabellings abcdefghijkl
        group 194 P6_3/mmc 488
        operations x,y,z -y,x-y,z -x+y,-x,z -x,-y,z+1/2 y,-x+y,z+1/2 x-y,x,z+1/2 y,x,-z x-y,-y,-z -x,-x+y,-z -y,-x,-z+1/2 -x+y,y,-z+1/2
        x,x-y,-z+1/2 -x,-y,-z y,-x+y,-z x-y,x,-z x,y,-z+1/2 -y,x-y,-z+1/2 -x+y,-x,-z+1/2 -y,-x,z -x+y,y,z x,x-y,z y,x,z+1/2 x-y,-y,z+1/2
        -x,-x+y,z+1/2
        positions a2 0,0,0  b2 0,0,1/4  c2 1/3,2/3,1/4  d2 1/3,2/3,3/4  e4 0,0,z  f4 1/3,2/3,z  g6 1/2,0,0  h6 x,2x,1/4  i12 x,0,0  j12
        x,y,1/4  k12 x,2x,z  l24 x,y,z
        relabellings abcdefghijkl abdcefghijkl
        """
}
