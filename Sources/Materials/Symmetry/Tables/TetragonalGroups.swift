// Written by Jobs/wyckoff-table, which names the sources; do not edit.
extension WyckoffTable {
    static let tetragonalGroups: String = """
        group 75 P4 349
        operations x,y,z -x,-y,z -y,x,z y,-x,z
        positions a1 0,0,z  b1 1/2,1/2,z  c2 0,1/2,z  d4 x,y,z
        relabellings abcd bacd
        group 76 P4_1 350
        operations x,y,z -x,-y,z+1/2 -y,x,z+1/4 y,-x,z+3/4
        positions a4 x,y,z
        relabellings a
        group 77 P4_2 351
        operations x,y,z -x,-y,z -y,x,z+1/2 y,-x,z+1/2
        positions a2 0,0,z  b2 1/2,1/2,z  c2 0,1/2,z  d4 x,y,z
        relabellings abcd bacd
        group 78 P4_3 352
        operations x,y,z -x,-y,z+1/2 -y,x,z+3/4 y,-x,z+1/4
        positions a4 x,y,z
        relabellings a
        group 79 I4 353
        operations x,y,z -x,-y,z -y,x,z y,-x,z
        positions a2 0,0,z  b4 0,1/2,z  c8 x,y,z
        relabellings abc
        group 80 I4_1 354
        operations x,y,z -x+1/2,-y+1/2,z+1/2 -y,x+1/2,z+1/4 y+1/2,-x,z+3/4
        positions a4 0,0,z  b8 x,y,z
        relabellings ab
        group 81 P-4 355
        operations x,y,z -x,-y,z y,-x,-z -y,x,-z
        positions a1 0,0,0  b1 0,0,1/2  c1 1/2,1/2,0  d1 1/2,1/2,1/2  e2 0,0,z  f2 1/2,1/2,z  g2 0,1/2,z  h4 x,y,z
        relabellings abcdefgh badcefgh cdabfegh dcbafegh
        group 82 I-4 356
        operations x,y,z -x,-y,z y,-x,-z -y,x,-z
        positions a2 0,0,0  b2 0,0,1/2  c2 0,1/2,1/4  d2 0,1/2,3/4  e4 0,0,z  f4 0,1/2,z  g8 x,y,z
        relabellings abcdefg abdcefg bacdefg badcefg cdabfeg cdbafeg dcabfeg dcbafeg
        group 83 P4/m 357
        operations x,y,z -x,-y,z -y,x,z y,-x,z -x,-y,-z x,y,-z y,-x,-z -y,x,-z
        positions a1 0,0,0  b1 0,0,1/2  c1 1/2,1/2,0  d1 1/2,1/2,1/2  e2 0,1/2,0  f2 0,1/2,1/2  g2 0,0,z  h2 1/2,1/2,z  i4 0,1/2,z  j4 x,y,0
        k4 x,y,1/2  l8 x,y,z
        relabellings abcdefghijkl badcfeghikjl cdabefhgijkl dcbafehgikjl
        group 84 P4_2/m 358
        operations x,y,z -x,-y,z -y,x,z+1/2 y,-x,z+1/2 -x,-y,-z x,y,-z y,-x,-z+1/2 -y,x,-z+1/2
        positions a2 0,0,0  b2 1/2,1/2,0  c2 0,1/2,0  d2 0,1/2,1/2  e2 0,0,1/4  f2 1/2,1/2,1/4  g4 0,0,z  h4 1/2,1/2,z  i4 0,1/2,z  j4 x,y,0
        k8 x,y,z
        relabellings abcdefghijk abdcefghijk bacdfehgijk badcfehgijk
        group 85 P4/n 360
        operations x,y,z -x+1/2,-y+1/2,z -y+1/2,x,z y,-x+1/2,z -x,-y,-z x+1/2,y+1/2,-z y+1/2,-x,-z -y,x+1/2,-z
        positions a2 1/4,3/4,0  b2 1/4,3/4,1/2  c2 1/4,1/4,z  d4 0,0,0  e4 0,0,1/2  f4 1/4,3/4,z  g8 x,y,z
        relabellings abcdefg bacedfg
        group 86 P4_2/n 362
        operations x,y,z -x+1/2,-y+1/2,z -y,x+1/2,z+1/2 y+1/2,-x,z+1/2 -x,-y,-z x+1/2,y+1/2,-z y,-x+1/2,-z+1/2 -y+1/2,x,-z+1/2
        positions a2 1/4,1/4,1/4  b2 1/4,1/4,3/4  c4 0,0,0  d4 0,0,1/2  e4 3/4,1/4,z  f4 1/4,1/4,z  g8 x,y,z
        relabellings abcdefg abdcefg bacdefg badcefg
        group 87 I4/m 363
        operations x,y,z -x,-y,z -y,x,z y,-x,z -x,-y,-z x,y,-z y,-x,-z -y,x,-z
        positions a2 0,0,0  b2 0,0,1/2  c4 0,1/2,0  d4 0,1/2,1/4  e4 0,0,z  f8 1/4,1/4,1/4  g8 0,1/2,z  h8 x,y,0  i16 x,y,z
        relabellings abcdefghi bacdefghi
        group 88 I4_1/a 365
        operations x,y,z -x+1/2,-y,z+1/2 -y+3/4,x+1/4,z+1/4 y+3/4,-x+3/4,z+3/4 -x,-y,-z x+1/2,y,-z+1/2 y+1/4,-x+3/4,-z+3/4
        -y+1/4,x+1/4,-z+1/4
        positions a4 0,1/4,1/8  b4 0,1/4,5/8  c8 0,0,0  d8 0,0,1/2  e8 0,1/4,z  f16 x,y,z
        relabellings abcdef badcef
        group 89 P422 366
        operations x,y,z -x,-y,z -y,x,z y,-x,z -x,y,-z x,-y,-z y,x,-z -y,-x,-z
        positions a1 0,0,0  b1 0,0,1/2  c1 1/2,1/2,0  d1 1/2,1/2,1/2  e2 1/2,0,0  f2 1/2,0,1/2  g2 0,0,z  h2 1/2,1/2,z  i4 0,1/2,z  j4 x,x,0
        k4 x,x,1/2  l4 x,0,0  m4 x,1/2,1/2  n4 x,0,1/2  o4 x,1/2,0  p8 x,y,z
        relabellings abcdefghijklmnop badcfeghikjnolmp cdabefhgijkonmlp dcbafehgikjmlonp
        group 90 P42_12 367
        operations x,y,z -x,-y,z -y+1/2,x+1/2,z y+1/2,-x+1/2,z -x+1/2,y+1/2,-z x+1/2,-y+1/2,-z y,x,-z -y,-x,-z
        positions a2 0,0,0  b2 0,0,1/2  c2 0,1/2,z  d4 0,0,z  e4 x,x,0  f4 x,x,1/2  g8 x,y,z
        relabellings abcdefg bacdfeg
        group 91 P4_122 368
        operations x,y,z -x,-y,z+1/2 -y,x,z+1/4 y,-x,z+3/4 -x,y,-z x,-y,-z+1/2 y,x,-z+3/4 -y,-x,-z+1/4
        positions a4 0,y,0  b4 1/2,y,0  c4 x,x,3/8  d8 x,y,z
        relabellings abcd bacd
        group 92 P4_12_12 369
        operations x,y,z -x,-y,z+1/2 -y+1/2,x+1/2,z+1/4 y+1/2,-x+1/2,z+3/4 -x+1/2,y+1/2,-z+1/4 x+1/2,-y+1/2,-z+3/4 y,x,-z -y,-x,-z+1/2
        positions a4 x,x,0  b8 x,y,z
        relabellings ab
        group 93 P4_222 370
        operations x,y,z -x,-y,z -y,x,z+1/2 y,-x,z+1/2 -x,y,-z x,-y,-z y,x,-z+1/2 -y,-x,-z+1/2
        positions a2 0,0,0  b2 1/2,1/2,0  c2 0,1/2,0  d2 0,1/2,1/2  e2 0,0,1/4  f2 1/2,1/2,1/4  g4 0,0,z  h4 1/2,1/2,z  i4 0,1/2,z  j4 x,0,0
        k4 x,1/2,1/2  l4 x,0,1/2  m4 x,1/2,0  n4 x,x,1/4  o4 x,x,3/4  p8 x,y,z
        relabellings abcdefghijklmnop abcdefghijklmonp abdcefghilmjknop abdcefghilmjkonp bacdfehgikjmlnop bacdfehgikjmlonp badcfehgimlkjnop
        badcfehgimlkjonp
        group 94 P4_22_12 371
        operations x,y,z -x,-y,z -y+1/2,x+1/2,z+1/2 y+1/2,-x+1/2,z+1/2 -x+1/2,y+1/2,-z+1/2 x+1/2,-y+1/2,-z+1/2 y,x,-z -y,-x,-z
        positions a2 0,0,0  b2 0,0,1/2  c4 0,0,z  d4 0,1/2,z  e4 x,x,0  f4 x,x,1/2  g8 x,y,z
        relabellings abcdefg abcdfeg bacdefg bacdfeg
        group 95 P4_322 372
        operations x,y,z -x,-y,z+1/2 -y,x,z+3/4 y,-x,z+1/4 -x,y,-z x,-y,-z+1/2 y,x,-z+1/4 -y,-x,-z+3/4
        positions a4 0,y,0  b4 1/2,y,0  c4 x,x,5/8  d8 x,y,z
        relabellings abcd bacd
        group 96 P4_32_12 373
        operations x,y,z -x,-y,z+1/2 -y+1/2,x+1/2,z+3/4 y+1/2,-x+1/2,z+1/4 -x+1/2,y+1/2,-z+3/4 x+1/2,-y+1/2,-z+1/4 y,x,-z -y,-x,-z+1/2
        positions a4 x,x,0  b8 x,y,z
        relabellings ab
        group 97 I422 374
        operations x,y,z -x,-y,z -y,x,z y,-x,z -x,y,-z x,-y,-z y,x,-z -y,-x,-z
        positions a2 0,0,0  b2 0,0,1/2  c4 0,1/2,0  d4 0,1/2,1/4  e4 0,0,z  f8 0,1/2,z  g8 x,x,0  h8 x,0,0  i8 x,0,1/2  j8 x,x+1/2,1/4  k16
        x,y,z
        relabellings abcdefghijk bacdefgihjk
        group 98 I4_122 375
        operations x,y,z -x+1/2,-y+1/2,z+1/2 -y,x+1/2,z+1/4 y+1/2,-x,z+3/4 -x+1/2,y,-z+3/4 x,-y+1/2,-z+1/4 y+1/2,x+1/2,-z+1/2 -y,-x,-z
        positions a4 0,0,0  b4 0,0,1/2  c8 0,0,z  d8 x,x,0  e8 x,-x,0  f8 x,1/4,1/8  g16 x,y,z
        relabellings abcdefg abcedfg bacdefg bacedfg
        group 99 P4mm 376
        operations x,y,z -x,-y,z -y,x,z y,-x,z x,-y,z -x,y,z -y,-x,z y,x,z
        positions a1 0,0,z  b1 1/2,1/2,z  c2 1/2,0,z  d4 x,x,z  e4 x,0,z  f4 x,1/2,z  g8 x,y,z
        relabellings abcdefg bacdfeg
        group 100 P4bm 377
        operations x,y,z -x,-y,z -y,x,z y,-x,z x+1/2,-y+1/2,z -x+1/2,y+1/2,z -y+1/2,-x+1/2,z y+1/2,x+1/2,z
        positions a2 0,0,z  b2 1/2,0,z  c4 x,x+1/2,z  d8 x,y,z
        relabellings abcd
        group 101 P4_2cm 378
        operations x,y,z -x,-y,z -y,x,z+1/2 y,-x,z+1/2 x,-y,z+1/2 -x,y,z+1/2 -y,-x,z y,x,z
        positions a2 0,0,z  b2 1/2,1/2,z  c4 0,1/2,z  d4 x,x,z  e8 x,y,z
        relabellings abcde bacde
        group 102 P4_2nm 379
        operations x,y,z -x,-y,z -y+1/2,x+1/2,z+1/2 y+1/2,-x+1/2,z+1/2 x+1/2,-y+1/2,z+1/2 -x+1/2,y+1/2,z+1/2 -y,-x,z y,x,z
        positions a2 0,0,z  b4 0,1/2,z  c4 x,x,z  d8 x,y,z
        relabellings abcd
        group 103 P4cc 380
        operations x,y,z -x,-y,z -y,x,z y,-x,z x,-y,z+1/2 -x,y,z+1/2 -y,-x,z+1/2 y,x,z+1/2
        positions a2 0,0,z  b2 1/2,1/2,z  c4 0,1/2,z  d8 x,y,z
        relabellings abcd bacd
        group 104 P4nc 381
        operations x,y,z -x,-y,z -y,x,z y,-x,z x+1/2,-y+1/2,z+1/2 -x+1/2,y+1/2,z+1/2 -y+1/2,-x+1/2,z+1/2 y+1/2,x+1/2,z+1/2
        positions a2 0,0,z  b4 0,1/2,z  c8 x,y,z
        relabellings abc
        group 105 P4_2mc 382
        operations x,y,z -x,-y,z -y,x,z+1/2 y,-x,z+1/2 x,-y,z -x,y,z -y,-x,z+1/2 y,x,z+1/2
        positions a2 0,0,z  b2 1/2,1/2,z  c2 0,1/2,z  d4 x,0,z  e4 x,1/2,z  f8 x,y,z
        relabellings abcdef bacedf
        group 106 P4_2bc 383
        operations x,y,z -x,-y,z -y,x,z+1/2 y,-x,z+1/2 x+1/2,-y+1/2,z -x+1/2,y+1/2,z -y+1/2,-x+1/2,z+1/2 y+1/2,x+1/2,z+1/2
        positions a4 0,0,z  b4 0,1/2,z  c8 x,y,z
        relabellings abc
        group 107 I4mm 384
        operations x,y,z -x,-y,z -y,x,z y,-x,z x,-y,z -x,y,z -y,-x,z y,x,z
        positions a2 0,0,z  b4 0,1/2,z  c8 x,x,z  d8 x,0,z  e16 x,y,z
        relabellings abcde
        group 108 I4cm 385
        operations x,y,z -x,-y,z -y,x,z y,-x,z x,-y,z+1/2 -x,y,z+1/2 -y,-x,z+1/2 y,x,z+1/2
        positions a4 0,0,z  b4 1/2,0,z  c8 x,x+1/2,z  d16 x,y,z
        relabellings abcd
        group 109 I4_1md 386
        operations x,y,z -x+1/2,-y+1/2,z+1/2 -y,x+1/2,z+1/4 y+1/2,-x,z+3/4 x,-y,z -x+1/2,y+1/2,z+1/2 -y,-x+1/2,z+1/4 y+1/2,x,z+3/4
        positions a4 0,0,z  b8 0,y,z  c16 x,y,z
        relabellings abc
        group 110 I4_1cd 387
        operations x,y,z -x+1/2,-y+1/2,z+1/2 -y,x+1/2,z+1/4 y+1/2,-x,z+3/4 x,-y,z+1/2 -x+1/2,y+1/2,z -y,-x+1/2,z+3/4 y+1/2,x,z+1/4
        positions a8 0,0,z  b16 x,y,z
        relabellings ab
        group 111 P-42m 388
        operations x,y,z -x,-y,z y,-x,-z -y,x,-z -x,y,-z x,-y,-z -y,-x,z y,x,z
        positions a1 0,0,0  b1 1/2,1/2,1/2  c1 0,0,1/2  d1 1/2,1/2,0  e2 1/2,0,0  f2 1/2,0,1/2  g2 0,0,z  h2 1/2,1/2,z  i4 x,0,0  j4
        x,1/2,1/2  k4 x,0,1/2  l4 x,1/2,0  m4 0,1/2,z  n4 x,x,z  o8 x,y,z
        relabellings abcdefghijklmno badcfehgjilkmno cdabfeghklijmno dcbaefhglkjimno
        group 112 P-42c 389
        operations x,y,z -x,-y,z y,-x,-z -y,x,-z -x,y,-z+1/2 x,-y,-z+1/2 -y,-x,z+1/2 y,x,z+1/2
        positions a2 0,0,1/4  b2 1/2,0,1/4  c2 1/2,1/2,1/4  d2 0,1/2,1/4  e2 0,0,0  f2 1/2,1/2,0  g4 x,0,1/4  h4 1/2,y,1/4  i4 x,1/2,1/4  j4
        0,y,1/4  k4 0,0,z  l4 1/2,1/2,z  m4 0,1/2,z  n8 x,y,z
        relabellings abcdefghijklmn adcbefjihgklmn cbadfehgjilkmn cdabfeijghlkmn
        group 113 P-42_1m 390
        operations x,y,z -x,-y,z y,-x,-z -y,x,-z -x+1/2,y+1/2,-z x+1/2,-y+1/2,-z -y+1/2,-x+1/2,z y+1/2,x+1/2,z
        positions a2 0,0,0  b2 0,0,1/2  c2 0,1/2,z  d4 0,0,z  e4 x,x+1/2,z  f8 x,y,z
        relabellings abcdef bacdef
        group 114 P-42_1c 391
        operations x,y,z -x,-y,z y,-x,-z -y,x,-z -x+1/2,y+1/2,-z+1/2 x+1/2,-y+1/2,-z+1/2 -y+1/2,-x+1/2,z+1/2 y+1/2,x+1/2,z+1/2
        positions a2 0,0,0  b2 0,0,1/2  c4 0,0,z  d4 0,1/2,z  e8 x,y,z
        relabellings abcde bacde
        group 115 P-4m2 392
        operations x,y,z -x,-y,z y,-x,-z -y,x,-z x,-y,z -x,y,z y,x,-z -y,-x,-z
        positions a1 0,0,0  b1 1/2,1/2,0  c1 1/2,1/2,1/2  d1 0,0,1/2  e2 0,0,z  f2 1/2,1/2,z  g2 0,1/2,z  h4 x,x,0  i4 x,x,1/2  j4 x,0,z  k4
        x,1/2,z  l8 x,y,z
        relabellings abcdefghijkl badcfeghikjl cdabfegihkjl dcbaefgihjkl
        group 116 P-4c2 393
        operations x,y,z -x,-y,z y,-x,-z -y,x,-z x,-y,z+1/2 -x,y,z+1/2 y,x,-z+1/2 -y,-x,-z+1/2
        positions a2 0,0,1/4  b2 1/2,1/2,1/4  c2 0,0,0  d2 1/2,1/2,0  e4 x,x,1/4  f4 x,x,3/4  g4 0,0,z  h4 1/2,1/2,z  i4 0,1/2,z  j8 x,y,z
        relabellings abcdefghij abcdfeghij badcefhgij badcfehgij
        group 117 P-4b2 394
        operations x,y,z -x,-y,z y,-x,-z -y,x,-z x+1/2,-y+1/2,z -x+1/2,y+1/2,z y+1/2,x+1/2,-z -y+1/2,-x+1/2,-z
        positions a2 0,0,0  b2 0,0,1/2  c2 0,1/2,0  d2 0,1/2,1/2  e4 0,0,z  f4 0,1/2,z  g4 x,x+1/2,0  h4 x,x+1/2,1/2  i8 x,y,z
        relabellings abcdefghi badcefhgi
        group 118 P-4n2 395
        operations x,y,z -x,-y,z y,-x,-z -y,x,-z x+1/2,-y+1/2,z+1/2 -x+1/2,y+1/2,z+1/2 y+1/2,x+1/2,-z+1/2 -y+1/2,-x+1/2,-z+1/2
        positions a2 0,0,0  b2 0,0,1/2  c2 0,1/2,1/4  d2 0,1/2,3/4  e4 0,0,z  f4 x,-x+1/2,1/4  g4 x,x+1/2,1/4  h4 0,1/2,z  i8 x,y,z
        relabellings abcdefghi abcdegfhi abdcefghi abdcegfhi bacdefghi bacdegfhi badcefghi badcegfhi
        group 119 I-4m2 396
        operations x,y,z -x,-y,z y,-x,-z -y,x,-z x,-y,z -x,y,z y,x,-z -y,-x,-z
        positions a2 0,0,0  b2 0,0,1/2  c2 0,1/2,1/4  d2 0,1/2,3/4  e4 0,0,z  f4 0,1/2,z  g8 x,x,0  h8 x,x+1/2,1/4  i8 x,0,z  j16 x,y,z
        relabellings abcdefghij abdcefghij bacdefghij badcefghij cdabfehgij cdbafehgij dcabfehgij dcbafehgij
        group 120 I-4c2 397
        operations x,y,z -x,-y,z y,-x,-z -y,x,-z x,-y,z+1/2 -x,y,z+1/2 y,x,-z+1/2 -y,-x,-z+1/2
        positions a4 0,0,1/4  b4 0,0,0  c4 0,1/2,1/4  d4 0,1/2,0  e8 x,x,1/4  f8 0,0,z  g8 0,1/2,z  h8 x,x+1/2,0  i16 x,y,z
        relabellings abcdefghi dcbahgfei
        group 121 I-42m 398
        operations x,y,z -x,-y,z y,-x,-z -y,x,-z -x,y,-z x,-y,-z -y,-x,z y,x,z
        positions a2 0,0,0  b2 0,0,1/2  c4 0,1/2,0  d4 0,1/2,1/4  e4 0,0,z  f8 x,0,0  g8 x,0,1/2  h8 0,1/2,z  i8 x,x,z  j16 x,y,z
        relabellings abcdefghij bacdegfhij
        group 122 I-42d 399
        operations x,y,z -x,-y,z y,-x,-z -y,x,-z -x+1/2,y,-z+3/4 x+1/2,-y,-z+3/4 -y+1/2,-x,z+3/4 y+1/2,x,z+3/4
        positions a4 0,0,0  b4 0,0,1/2  c8 0,0,z  d8 x,1/4,1/8  e16 x,y,z
        relabellings abcde bacde
        group 123 P4/mmm 400
        operations x,y,z -x,-y,z -y,x,z y,-x,z -x,y,-z x,-y,-z y,x,-z -y,-x,-z -x,-y,-z x,y,-z y,-x,-z -y,x,-z x,-y,z -x,y,z -y,-x,z y,x,z
        positions a1 0,0,0  b1 0,0,1/2  c1 1/2,1/2,0  d1 1/2,1/2,1/2  e2 0,1/2,1/2  f2 0,1/2,0  g2 0,0,z  h2 1/2,1/2,z  i4 0,1/2,z  j4 x,x,0
        k4 x,x,1/2  l4 x,0,0  m4 x,0,1/2  n4 x,1/2,0  o4 x,1/2,1/2  p8 x,y,0  q8 x,y,1/2  r8 x,x,z  s8 x,0,z  t8 x,1/2,z  u16 x,y,z
        relabellings abcdefghijklmnopqrstu badcfeghikjmlonqprstu cdabefhgijknolmpqrtsu dcbafehgikjonmlqprtsu
        group 124 P4/mcc 401
        operations x,y,z -x,-y,z -y,x,z y,-x,z -x,y,-z+1/2 x,-y,-z+1/2 y,x,-z+1/2 -y,-x,-z+1/2 -x,-y,-z x,y,-z y,-x,-z -y,x,-z x,-y,z+1/2
        -x,y,z+1/2 -y,-x,z+1/2 y,x,z+1/2
        positions a2 0,0,1/4  b2 0,0,0  c2 1/2,1/2,1/4  d2 1/2,1/2,0  e4 0,1/2,0  f4 0,1/2,1/4  g4 0,0,z  h4 1/2,1/2,z  i8 0,1/2,z  j8
        x,x,1/4  k8 x,0,1/4  l8 x,1/2,1/4  m8 x,y,0  n16 x,y,z
        relabellings abcdefghijklmn cdabefhgijlkmn
        group 125 P4/nbm 403
        operations x,y,z -x+1/2,-y+1/2,z -y+1/2,x,z y,-x+1/2,z -x+1/2,y,-z x,-y+1/2,-z y,x,-z -y+1/2,-x+1/2,-z -x,-y,-z x+1/2,y+1/2,-z
        y+1/2,-x,-z -y,x+1/2,-z x+1/2,-y,z -x,y+1/2,z -y,-x,z y+1/2,x+1/2,z
        positions a2 1/4,1/4,0  b2 1/4,1/4,1/2  c2 3/4,1/4,0  d2 3/4,1/4,1/2  e4 0,0,0  f4 0,0,1/2  g4 1/4,1/4,z  h4 3/4,1/4,z  i8 x,x,0  j8
        x,x,1/2  k8 x,1/4,0  l8 x,1/4,1/2  m8 x,-x,z  n16 x,y,z
        relabellings abcdefghijklmn badcfeghjilkmn
        group 126 P4/nnc 405
        operations x,y,z -x+1/2,-y+1/2,z -y+1/2,x,z y,-x+1/2,z -x+1/2,y,-z+1/2 x,-y+1/2,-z+1/2 y,x,-z+1/2 -y+1/2,-x+1/2,-z+1/2 -x,-y,-z
        x+1/2,y+1/2,-z y+1/2,-x,-z -y,x+1/2,-z x+1/2,-y,z+1/2 -x,y+1/2,z+1/2 -y,-x,z+1/2 y+1/2,x+1/2,z+1/2
        positions a2 1/4,1/4,1/4  b2 1/4,1/4,3/4  c4 1/4,3/4,3/4  d4 1/4,3/4,0  e4 1/4,1/4,z  f8 0,0,0  g8 1/4,3/4,z  h8 x,x,1/4  i8
        x,1/4,1/4  j8 x,3/4,1/4  k16 x,y,z
        relabellings abcdefghijk bacdefghjik
        group 127 P4/mbm 406
        operations x,y,z -x,-y,z -y,x,z y,-x,z -x+1/2,y+1/2,-z x+1/2,-y+1/2,-z y+1/2,x+1/2,-z -y+1/2,-x+1/2,-z -x,-y,-z x,y,-z y,-x,-z
        -y,x,-z x+1/2,-y+1/2,z -x+1/2,y+1/2,z -y+1/2,-x+1/2,z y+1/2,x+1/2,z
        positions a2 0,0,0  b2 0,0,1/2  c2 0,1/2,1/2  d2 0,1/2,0  e4 0,0,z  f4 0,1/2,z  g4 x,x+1/2,0  h4 x,x+1/2,1/2  i8 x,y,0  j8 x,y,1/2
        k8 x,x+1/2,z  l16 x,y,z
        relabellings abcdefghijkl badcefhgjikl
        group 128 P4/mnc 407
        operations x,y,z -x,-y,z -y,x,z y,-x,z -x+1/2,y+1/2,-z+1/2 x+1/2,-y+1/2,-z+1/2 y+1/2,x+1/2,-z+1/2 -y+1/2,-x+1/2,-z+1/2 -x,-y,-z
        x,y,-z y,-x,-z -y,x,-z x+1/2,-y+1/2,z+1/2 -x+1/2,y+1/2,z+1/2 -y+1/2,-x+1/2,z+1/2 y+1/2,x+1/2,z+1/2
        positions a2 0,0,0  b2 0,0,1/2  c4 0,1/2,0  d4 0,1/2,1/4  e4 0,0,z  f8 0,1/2,z  g8 x,x+1/2,1/4  h8 x,y,0  i16 x,y,z
        relabellings abcdefghi bacdefghi
        group 129 P4/nmm 409
        operations x,y,z -x+1/2,-y+1/2,z -y+1/2,x,z y,-x+1/2,z -x,y+1/2,-z x+1/2,-y,-z y+1/2,x+1/2,-z -y,-x,-z -x,-y,-z x+1/2,y+1/2,-z
        y+1/2,-x,-z -y,x+1/2,-z x,-y+1/2,z -x+1/2,y,z -y+1/2,-x+1/2,z y,x,z
        positions a2 3/4,1/4,0  b2 3/4,1/4,1/2  c2 1/4,1/4,z  d4 0,0,0  e4 0,0,1/2  f4 3/4,1/4,z  g8 x,-x,0  h8 x,-x,1/2  i8 1/4,y,z  j8
        x,x,z  k16 x,y,z
        relabellings abcdefghijk bacedfhgijk
        group 130 P4/ncc 411
        operations x,y,z -x+1/2,-y+1/2,z -y+1/2,x,z y,-x+1/2,z -x,y+1/2,-z+1/2 x+1/2,-y,-z+1/2 y+1/2,x+1/2,-z+1/2 -y,-x,-z+1/2 -x,-y,-z
        x+1/2,y+1/2,-z y+1/2,-x,-z -y,x+1/2,-z x,-y+1/2,z+1/2 -x+1/2,y,z+1/2 -y+1/2,-x+1/2,z+1/2 y,x,z+1/2
        positions a4 3/4,1/4,1/4  b4 3/4,1/4,0  c4 1/4,1/4,z  d8 0,0,0  e8 3/4,1/4,z  f8 x,-x,1/4  g16 x,y,z
        relabellings abcdefg
        group 131 P4_2/mmc 412
        operations x,y,z -x,-y,z -y,x,z+1/2 y,-x,z+1/2 -x,y,-z x,-y,-z y,x,-z+1/2 -y,-x,-z+1/2 -x,-y,-z x,y,-z y,-x,-z+1/2 -y,x,-z+1/2
        x,-y,z -x,y,z -y,-x,z+1/2 y,x,z+1/2
        positions a2 0,0,0  b2 1/2,1/2,0  c2 0,1/2,0  d2 0,1/2,1/2  e2 0,0,1/4  f2 1/2,1/2,1/4  g4 0,0,z  h4 1/2,1/2,z  i4 0,1/2,z  j4 x,0,0
        k4 x,1/2,1/2  l4 x,0,1/2  m4 x,1/2,0  n8 x,x,1/4  o8 0,y,z  p8 1/2,y,z  q8 x,y,0  r16 x,y,z
        relabellings abcdefghijklmnopqr abdcefghilmjknopqr bacdfehgikjmlnpoqr badcfehgimlkjnpoqr
        group 132 P4_2/mcm 413
        operations x,y,z -x,-y,z -y,x,z+1/2 y,-x,z+1/2 -x,y,-z+1/2 x,-y,-z+1/2 y,x,-z -y,-x,-z -x,-y,-z x,y,-z y,-x,-z+1/2 -y,x,-z+1/2
        x,-y,z+1/2 -x,y,z+1/2 -y,-x,z y,x,z
        positions a2 0,0,0  b2 0,0,1/4  c2 1/2,1/2,0  d2 1/2,1/2,1/4  e4 0,1/2,1/4  f4 0,1/2,0  g4 0,0,z  h4 1/2,1/2,z  i4 x,x,0  j4 x,x,1/2
        k8 0,1/2,z  l8 x,0,1/4  m8 x,1/2,1/4  n8 x,y,0  o8 x,x,z  p16 x,y,z
        relabellings abcdefghijklmnop abcdefghjiklmnop cdabefhgijkmlnop cdabefhgjikmlnop
        group 133 P4_2/nbc 415
        operations x,y,z -x+1/2,-y+1/2,z -y+1/2,x,z+1/2 y,-x+1/2,z+1/2 -x+1/2,y,-z x,-y+1/2,-z y,x,-z+1/2 -y+1/2,-x+1/2,-z+1/2 -x,-y,-z
        x+1/2,y+1/2,-z y+1/2,-x,-z+1/2 -y,x+1/2,-z+1/2 x+1/2,-y,z -x,y+1/2,z -y,-x,z+1/2 y+1/2,x+1/2,z+1/2
        positions a4 1/4,1/4,0  b4 3/4,1/4,0  c4 1/4,1/4,1/4  d4 3/4,1/4,3/4  e8 0,0,0  f8 1/4,1/4,z  g8 3/4,1/4,z  h8 x,1/4,0  i8 x,1/4,1/2
        j8 x,x,1/4  k16 x,y,z
        relabellings abcdefghijk abcdefgihjk
        group 134 P4_2/nnm 417
        operations x,y,z -x+1/2,-y+1/2,z -y+1/2,x,z+1/2 y,-x+1/2,z+1/2 -x+1/2,y,-z+1/2 x,-y+1/2,-z+1/2 y,x,-z -y+1/2,-x+1/2,-z -x,-y,-z
        x+1/2,y+1/2,-z y+1/2,-x,-z+1/2 -y,x+1/2,-z+1/2 x+1/2,-y,z+1/2 -x,y+1/2,z+1/2 -y,-x,z y+1/2,x+1/2,z
        positions a2 1/4,3/4,1/4  b2 3/4,1/4,1/4  c4 1/4,1/4,1/4  d4 1/4,1/4,0  e4 0,0,1/2  f4 0,0,0  g4 3/4,1/4,z  h8 1/4,1/4,z  i8
        x,1/4,3/4  j8 x,1/4,1/4  k8 x,x,0  l8 x,x,1/2  m8 x,-x,z  n16 x,y,z
        relabellings abcdefghijklmn abcdfeghijlkmn bacdefghjiklmn bacdfeghjilkmn
        group 135 P4_2/mbc 418
        operations x,y,z -x,-y,z -y,x,z+1/2 y,-x,z+1/2 -x+1/2,y+1/2,-z x+1/2,-y+1/2,-z y+1/2,x+1/2,-z+1/2 -y+1/2,-x+1/2,-z+1/2 -x,-y,-z
        x,y,-z y,-x,-z+1/2 -y,x,-z+1/2 x+1/2,-y+1/2,z -x+1/2,y+1/2,z -y+1/2,-x+1/2,z+1/2 y+1/2,x+1/2,z+1/2
        positions a4 0,0,0  b4 0,0,1/4  c4 0,1/2,0  d4 0,1/2,1/4  e8 0,0,z  f8 0,1/2,z  g8 x,x+1/2,1/4  h8 x,y,0  i16 x,y,z
        relabellings abcdefghi
        group 136 P4_2/mnm 419
        operations x,y,z -x,-y,z -y+1/2,x+1/2,z+1/2 y+1/2,-x+1/2,z+1/2 -x+1/2,y+1/2,-z+1/2 x+1/2,-y+1/2,-z+1/2 y,x,-z -y,-x,-z -x,-y,-z
        x,y,-z y+1/2,-x+1/2,-z+1/2 -y+1/2,x+1/2,-z+1/2 x+1/2,-y+1/2,z+1/2 -x+1/2,y+1/2,z+1/2 -y,-x,z y,x,z
        positions a2 0,0,0  b2 0,0,1/2  c4 0,1/2,0  d4 0,1/2,1/4  e4 0,0,z  f4 x,x,0  g4 x,-x,0  h8 0,1/2,z  i8 x,y,0  j8 x,x,z  k16 x,y,z
        relabellings abcdefghijk abcdegfhijk bacdefghijk bacdegfhijk
        group 137 P4_2/nmc 421
        operations x,y,z -x+1/2,-y+1/2,z -y+1/2,x,z+1/2 y,-x+1/2,z+1/2 -x,y+1/2,-z x+1/2,-y,-z y+1/2,x+1/2,-z+1/2 -y,-x,-z+1/2 -x,-y,-z
        x+1/2,y+1/2,-z y+1/2,-x,-z+1/2 -y,x+1/2,-z+1/2 x,-y+1/2,z -x+1/2,y,z -y+1/2,-x+1/2,z+1/2 y,x,z+1/2
        positions a2 3/4,1/4,3/4  b2 3/4,1/4,1/4  c4 3/4,1/4,z  d4 1/4,1/4,z  e8 0,0,0  f8 x,-x,1/4  g8 1/4,y,z  h16 x,y,z
        relabellings abcdefgh bacdefgh
        group 138 P4_2/ncm 423
        operations x,y,z -x+1/2,-y+1/2,z -y+1/2,x,z+1/2 y,-x+1/2,z+1/2 -x,y+1/2,-z+1/2 x+1/2,-y,-z+1/2 y+1/2,x+1/2,-z -y,-x,-z -x,-y,-z
        x+1/2,y+1/2,-z y+1/2,-x,-z+1/2 -y,x+1/2,-z+1/2 x,-y+1/2,z+1/2 -x+1/2,y,z+1/2 -y+1/2,-x+1/2,z y,x,z
        positions a4 3/4,1/4,0  b4 3/4,1/4,3/4  c4 0,0,1/2  d4 0,0,0  e4 1/4,1/4,z  f8 3/4,1/4,z  g8 x,-x,1/2  h8 x,-x,0  i8 x,x,z  j16
        x,y,z
        relabellings abcdefghij abdcefhgij
        group 139 I4/mmm 424
        operations x,y,z -x,-y,z -y,x,z y,-x,z -x,y,-z x,-y,-z y,x,-z -y,-x,-z -x,-y,-z x,y,-z y,-x,-z -y,x,-z x,-y,z -x,y,z -y,-x,z y,x,z
        positions a2 0,0,0  b2 0,0,1/2  c4 0,1/2,0  d4 0,1/2,1/4  e4 0,0,z  f8 1/4,1/4,1/4  g8 0,1/2,z  h8 x,x,0  i8 x,0,0  j8 x,1/2,0  k16
        x,x+1/2,1/4  l16 x,y,0  m16 x,x,z  n16 0,y,z  o32 x,y,z
        relabellings abcdefghijklmno bacdefghjiklmno
        group 140 I4/mcm 425
        operations x,y,z -x,-y,z -y,x,z y,-x,z -x,y,-z+1/2 x,-y,-z+1/2 y,x,-z+1/2 -y,-x,-z+1/2 -x,-y,-z x,y,-z y,-x,-z -y,x,-z x,-y,z+1/2
        -x,y,z+1/2 -y,-x,z+1/2 y,x,z+1/2
        positions a4 0,0,1/4  b4 0,1/2,1/4  c4 0,0,0  d4 0,1/2,0  e8 1/4,1/4,1/4  f8 0,0,z  g8 0,1/2,z  h8 x,x+1/2,0  i16 x,x,1/4  j16
        x,0,1/4  k16 x,y,0  l16 x,x+1/2,z  m32 x,y,z
        relabellings abcdefghijklm
        group 141 I4_1/amd 427
        operations x,y,z -x+1/2,-y,z+1/2 -y+1/4,x+3/4,z+1/4 y+1/4,-x+1/4,z+3/4 -x+1/2,y,-z+1/2 x,-y,-z y+1/4,x+3/4,-z+1/4
        -y+1/4,-x+1/4,-z+3/4 -x,-y,-z x+1/2,y,-z+1/2 y+3/4,-x+1/4,-z+3/4 -y+3/4,x+3/4,-z+1/4 x+1/2,-y,z+1/2 -x,y,z -y+3/4,-x+1/4,z+3/4
        y+3/4,x+3/4,z+1/4
        positions a4 0,3/4,1/8  b4 0,1/4,3/8  c8 0,0,0  d8 0,0,1/2  e8 0,1/4,z  f16 x,0,0  g16 x,x+1/4,7/8  h16 0,y,z  i32 x,y,z
        relabellings abcdefghi badcefghi
        group 142 I4_1/acd 429
        operations x,y,z -x+1/2,-y,z+1/2 -y+1/4,x+3/4,z+1/4 y+1/4,-x+1/4,z+3/4 -x+1/2,y,-z x,-y,-z+1/2 y+1/4,x+3/4,-z+3/4
        -y+1/4,-x+1/4,-z+1/4 -x,-y,-z x+1/2,y,-z+1/2 y+3/4,-x+1/4,-z+3/4 -y+3/4,x+3/4,-z+1/4 x+1/2,-y,z -x,y,z+1/2 -y+3/4,-x+1/4,z+1/4
        y+3/4,x+3/4,z+3/4
        positions a8 0,1/4,3/8  b8 0,1/4,1/8  c16 0,0,0  d16 0,1/4,z  e16 x,0,1/4  f16 x,x+1/4,1/8  g32 x,y,z
        relabellings abcdefg
        """
}
