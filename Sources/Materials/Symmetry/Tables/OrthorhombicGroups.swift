// Written by Jobs/wyckoff-table, which names the sources; do not edit.
extension WyckoffTable {
    static let orthorhombicGroups: String = """
        group 16 P222 108
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z
        positions a1 0,0,0  b1 1/2,0,0  c1 0,1/2,0  d1 0,0,1/2  e1 1/2,1/2,0  f1 1/2,0,1/2  g1 0,1/2,1/2  h1 1/2,1/2,1/2  i2 x,0,0  j2
        x,0,1/2  k2 x,1/2,0  l2 x,1/2,1/2  m2 0,y,0  n2 0,y,1/2  o2 1/2,y,0  p2 1/2,y,1/2  q2 0,0,z  r2 1/2,0,z  s2 0,1/2,z  t2 1/2,1/2,z
        u4 x,y,z
        relabellings abcdefghijklmnopqrstu abdcfeghikjlqsrtmonpu acbdegfhmnopijklqsrtu acdbgefhmonpqrstikjlu adbcfgehqsrtikjlmnopu
        adcbgfehqrstmonpijklu baefcdhgijklopmnrqtsu bafedchgikjlrtqsompnu beafchdgopmnijklrtqsu befahcdgompnrqtsikjlu bfaedhcgrtqsikjlopmnu
        bfeahdcgrqtsompnijklu caegbdhfmnopklijsqtru cagedbhfmonpstqrkilju ceagbhdfklijmnopstqru cegahbdfkiljsqtrmonpu cgaedhbfstqrmonpkliju
        cgeahdbfsqtrkiljmnopu dafgbcheqsrtjliknmpou dagfcbheqrstnpmojilku dfagbhcejlikqsrtnpmou dfgahbcejilknmpoqrstu dgafchbenpmoqrstjliku
        dgfahcbenmpojilkqsrtu ebchafgdopmnklijtrsqu ebhcfagdompntsrqkilju ecbhagfdklijopmntsrqu echbgafdkiljtrsqompnu ehbcfgadtsrqompnkliju
        ehcbgfadtrsqkiljopmnu fbdhaegcrtqsjlikponmu fbhdeagcrqtspnomjilku fdbhagecjlikrtqspnomu fdhbgaecjilkponmrqtsu fhbdegacpnomrqtsjliku
        fhdbgeacponmjilkrtqsu gcdhaefbstqrnpmolkjiu gchdeafbsqtrljkinmpou gdchafebnpmostqrljkiu gdhcfaebnmpolkjisqtru ghcdefabljkisqtrnpmou
        ghdcfeablkjinmpostqru hefgbcdatsrqpnomlkjiu hegfcbdatrsqljkiponmu hfegbdcapnomtsrqljkiu hfgedbcaponmlkjitrsqu hgefcdbaljkitrsqpnomu
        hgfedcbalkjiponmtsrqu
        group 17 P222_1 109
        operations x,y,z -x,-y,z+1/2 -x,y,-z+1/2 x,-y,-z
        positions a2 x,0,0  b2 x,1/2,0  c2 0,y,1/4  d2 1/2,y,1/4  e4 x,y,z
        relabellings abcde abdce bacde badce cdabe cdbae dcabe dcbae
        group 18 P2_12_12 112
        operations x,y,z -x,-y,z -x+1/2,y+1/2,-z x+1/2,-y+1/2,-z
        positions a2 0,0,z  b2 0,1/2,z  c4 x,y,z
        relabellings abc bac
        group 19 P2_12_12_1 115
        operations x,y,z -x+1/2,-y,z+1/2 -x,y+1/2,-z+1/2 x+1/2,-y+1/2,-z
        positions a4 x,y,z
        relabellings a
        group 20 C222_1 116
        operations x,y,z -x,-y,z+1/2 -x,y,-z+1/2 x,-y,-z
        positions a4 x,0,0  b4 0,y,1/4  c8 x,y,z
        relabellings abc bac
        group 21 C222 119
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z
        positions a2 0,0,0  b2 0,1/2,0  c2 1/2,0,1/2  d2 0,0,1/2  e4 x,0,0  f4 x,0,1/2  g4 0,y,0  h4 0,y,1/2  i4 0,0,z  j4 0,1/2,z  k4
        1/4,1/4,z  l8 x,y,z
        relabellings abcdefghijkl abcdghefijkl badcefghjikl badcghefjikl cdabfehgjikl cdabhgfejikl dcbafehgijkl dcbahgfeijkl
        group 22 F222 122
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z
        positions a4 0,0,0  b4 0,0,1/2  c4 1/4,1/4,1/4  d4 1/4,1/4,3/4  e8 x,0,0  f8 0,y,0  g8 0,0,z  h8 1/4,1/4,z  i8 1/4,y,1/4  j8
        x,1/4,1/4  k16 x,y,z
        relabellings abcdefghijk abcdegfihjk abcdfeghjik abcdfgejhik abcdgefijhk abcdgfejihk abdcefghijk abdcegfihjk abdcfeghjik abdcfgejhik
        abdcgefijhk abdcgfejihk bacdefghijk bacdegfihjk bacdfeghjik bacdfgejhik bacdgefijhk bacdgfejihk badcefghijk badcegfihjk badcfeghjik
        badcfgejhik badcgefijhk badcgfejihk cdabhijefgk cdabhjifegk cdabihjegfk cdabijhgefk cdabjhifgek cdabjihgfek cdbahijefgk cdbahjifegk
        cdbaihjegfk cdbaijhgefk cdbajhifgek cdbajihgfek dcabhijefgk dcabhjifegk dcabihjegfk dcabijhgefk dcabjhifgek dcabjihgfek dcbahijefgk
        dcbahjifegk dcbaihjegfk dcbaijhgefk dcbajhifgek dcbajihgfek
        group 23 I222 123
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z
        positions a2 0,0,0  b2 1/2,0,0  c2 0,0,1/2  d2 0,1/2,0  e4 x,0,0  f4 x,0,1/2  g4 0,y,0  h4 1/2,y,0  i4 0,0,z  j4 0,1/2,z  k8 x,y,z
        relabellings abcdefghijk abdcefijghk acbdijghefk acdbijefghk adbcghijefk adcbghefijk bacdefjihgk badcefhgjik bcadhgjiefk bcdahgefjik
        bdacjihgefk bdcajiefhgk cabdijfehgk cadbijhgfek cbadhgfeijk cbdahgijfek cdabfehgijk cdbafeijhgk dabcghfejik dacbghjifek dbacjifeghk
        dbcajighfek dcabfejighk dcbafeghjik
        group 24 I2_12_12_1 124
        operations x,y,z -x+1/2,-y,z+1/2 -x,y+1/2,-z+1/2 x+1/2,-y+1/2,-z
        positions a4 x,0,1/4  b4 1/4,y,0  c4 0,1/4,z  d8 x,y,z
        relabellings abcd acbd bacd bcad cabd cbad
        group 25 Pmm2 125
        operations x,y,z -x,-y,z x,-y,z -x,y,z
        positions a1 0,0,z  b1 0,1/2,z  c1 1/2,0,z  d1 1/2,1/2,z  e2 x,0,z  f2 x,1/2,z  g2 0,y,z  h2 1/2,y,z  i4 x,y,z
        relabellings abcdefghi acbdghefi badcfeghi bdacghfei cadbhgefi cdabefhgi dbcahgfei dcbafehgi
        group 26 Pmc2_1 128
        operations x,y,z -x,-y,z+1/2 x,-y,z+1/2 -x,y,z
        positions a2 0,y,z  b2 1/2,y,z  c4 x,y,z
        relabellings abc bac
        group 27 Pcc2 134
        operations x,y,z -x,-y,z x,-y,z+1/2 -x,y,z+1/2
        positions a2 0,0,z  b2 0,1/2,z  c2 1/2,0,z  d2 1/2,1/2,z  e4 x,y,z
        relabellings abcde acbde badce bdace cadbe cdabe dbcae dcbae
        group 28 Pma2 137
        operations x,y,z -x,-y,z x+1/2,-y,z -x+1/2,y,z
        positions a2 0,0,z  b2 0,1/2,z  c2 1/4,y,z  d4 x,y,z
        relabellings abcd bacd
        group 29 Pca2_1 143
        operations x,y,z -x,-y,z+1/2 x+1/2,-y,z -x+1/2,y,z+1/2
        positions a4 x,y,z
        relabellings a
        group 30 Pnc2 149
        operations x,y,z -x,-y,z x,-y+1/2,z+1/2 -x,y+1/2,z+1/2
        positions a2 0,0,z  b2 1/2,0,z  c4 x,y,z
        relabellings abc bac
        group 31 Pmn2_1 155
        operations x,y,z -x+1/2,-y,z+1/2 x+1/2,-y,z+1/2 -x,y,z
        positions a2 0,y,z  b4 x,y,z
        relabellings ab
        group 32 Pba2 161
        operations x,y,z -x,-y,z x+1/2,-y+1/2,z -x+1/2,y+1/2,z
        positions a2 0,0,z  b2 0,1/2,z  c4 x,y,z
        relabellings abc bac
        group 33 Pna2_1 164
        operations x,y,z -x,-y,z+1/2 x+1/2,-y+1/2,z -x+1/2,y+1/2,z+1/2
        positions a4 x,y,z
        relabellings a
        group 34 Pnn2 170
        operations x,y,z -x,-y,z x+1/2,-y+1/2,z+1/2 -x+1/2,y+1/2,z+1/2
        positions a2 0,0,z  b2 0,1/2,z  c4 x,y,z
        relabellings abc bac
        group 35 Cmm2 173
        operations x,y,z -x,-y,z x,-y,z -x,y,z
        positions a2 0,0,z  b2 0,1/2,z  c4 1/4,1/4,z  d4 x,0,z  e4 0,y,z  f8 x,y,z
        relabellings abcdef abcedf bacdef bacedf
        group 36 Cmc2_1 176
        operations x,y,z -x,-y,z+1/2 x,-y,z+1/2 -x,y,z
        positions a4 0,y,z  b8 x,y,z
        relabellings ab
        group 37 Ccc2 182
        operations x,y,z -x,-y,z x,-y,z+1/2 -x,y,z+1/2
        positions a4 0,0,z  b4 0,1/2,z  c4 1/4,1/4,z  d8 x,y,z
        relabellings abcd bacd
        group 38 Amm2 185
        operations x,y,z -x,-y,z x,-y,z -x,y,z
        positions a2 0,0,z  b2 1/2,0,z  c4 x,0,z  d4 0,y,z  e4 1/2,y,z  f8 x,y,z
        relabellings abcdef bacedf
        group 39 Aem2 191
        operations x,y,z -x,-y,z x,-y+1/2,z -x,y+1/2,z
        positions a4 0,0,z  b4 1/2,0,z  c4 x,1/4,z  d8 x,y,z
        relabellings abcd bacd
        group 40 Ama2 197
        operations x,y,z -x,-y,z x+1/2,-y,z -x+1/2,y,z
        positions a4 0,0,z  b4 1/4,y,z  c8 x,y,z
        relabellings abc
        group 41 Aea2 203
        operations x,y,z -x,-y,z x+1/2,-y+1/2,z -x+1/2,y+1/2,z
        positions a4 0,0,z  b8 x,y,z
        relabellings ab
        group 42 Fmm2 209
        operations x,y,z -x,-y,z x,-y,z -x,y,z
        positions a4 0,0,z  b8 1/4,1/4,z  c8 0,y,z  d8 x,0,z  e16 x,y,z
        relabellings abcde abdce
        group 43 Fdd2 212
        operations x,y,z -x,-y,z x+1/4,-y+1/4,z+1/4 -x+1/4,y+1/4,z+1/4
        positions a8 0,0,z  b16 x,y,z
        relabellings ab
        group 44 Imm2 215
        operations x,y,z -x,-y,z x,-y,z -x,y,z
        positions a2 0,0,z  b2 0,1/2,z  c4 x,0,z  d4 0,y,z  e8 x,y,z
        relabellings abcde abdce bacde badce
        group 45 Iba2 218
        operations x,y,z -x,-y,z x+1/2,-y+1/2,z -x+1/2,y+1/2,z
        positions a4 0,0,z  b4 0,1/2,z  c8 x,y,z
        relabellings abc bac
        group 46 Ima2 221
        operations x,y,z -x,-y,z x+1/2,-y,z -x+1/2,y,z
        positions a4 0,0,z  b4 1/4,y,z  c8 x,y,z
        relabellings abc
        group 47 Pmmm 227
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z -x,-y,-z x,y,-z x,-y,z -x,y,z
        positions a1 0,0,0  b1 1/2,0,0  c1 0,0,1/2  d1 1/2,0,1/2  e1 0,1/2,0  f1 1/2,1/2,0  g1 0,1/2,1/2  h1 1/2,1/2,1/2  i2 x,0,0  j2
        x,0,1/2  k2 x,1/2,0  l2 x,1/2,1/2  m2 0,y,0  n2 0,y,1/2  o2 1/2,y,0  p2 1/2,y,1/2  q2 0,0,z  r2 0,1/2,z  s2 1/2,0,z  t2 1/2,1/2,z
        u4 0,y,z  v4 1/2,y,z  w4 x,0,z  x4 x,1/2,z  y4 x,y,0  z4 x,y,1/2  A8 x,y,z
        relabellings abcdefghijklmnopqrstuvwxyzA abefcdghikjlqrstmnopuvyzwxA acbdegfhqsrtmonpikjlyzwxuvA acegbdfhqrstikjlmonpyzuvwxA
        aebfcgdhmonpqsrtijklwxyzuvA aecgbfdhmnopijklqsrtwxuvyzA badcfehgijklopmnstqrvuwxyzA bafedchgikjlstqropmnvuyzwxA
        bdacfhegsqtrompnikjlyzwxvuA bdfhacegstqrikjlompnyzvuwxA bfaedhcgompnsqtrijklwxyzvuA bfdhaecgopmnijklsqtrwxvuyzA
        cadbgehfqsrtnpmojlikzywxuvA cagedbhfqrstjliknpmozyuvwxA cdabghefjilknmpoqrstuvwxzyA cdghabefjlikqrstnmpouvzywxA
        cgaedhbfnmpojilkqsrtwxuvzyA cgdhaebfnpmoqsrtjilkwxzyuvA dbcahfgesqtrpnomjlikzywxvuA dbhfcagestqrjlikpnomzyvuwxA
        dcbahgfejilkponmstqrvuwxzyA dchgbafejlikstqrponmvuzywxA dhbfcgaeponmjilksqtrwxvuzyA dhcgbfaepnomsqtrjilkwxzyvuA
        eafbgchdmonprtqsklijxwyzuvA eagcfbhdmnopklijrtqsxwuvyzA efabghcdkiljrqtsmnopuvyzxwA efghabcdklijmnoprqtsuvxwyzA
        egacfhbdrqtskiljmonpyzuvxwA egfhacbdrtqsmonpkiljyzxwuvA fbeahdgcompntrsqklijxwyzvuA fbhdeagcopmnklijtrsqxwvuyzA
        febahgdckiljtsrqopmnvuyzxwA fehgbadcklijopmntsrqvuxwyzA fhbdegactsrqkiljompnyzvuxwA fhegbdactrsqompnkiljyzxwvuA
        gceahdfbnmpolkjirtqsxwuvzyA gchdeafbnpmortqslkjixwzyuvA gecahfdbrqtsljkinpmozyuvxwA gehfcadbrtqsnpmoljkizyxwuvA
        ghcdefabljkirqtsnmpouvzyxwA ghefcdablkjinmporqtsuvxwzyA hdfbgceaponmlkjitrsqxwvuzyA hdgcfbeapnomtrsqlkjixwzyvuA
        hfdbgecatsrqljkipnomzyvuxwA hfgedbcatrsqpnomljkizyxwvuA hgdcfebaljkitsrqponmvuzyxwA hgfedcbalkjiponmtsrqvuxwzyA
        group 48 Pnnn 229
        operations x,y,z -x+1/2,-y+1/2,z -x+1/2,y,-z+1/2 x,-y+1/2,-z+1/2 -x,-y,-z x+1/2,y+1/2,-z x+1/2,-y,z+1/2 -x,y+1/2,z+1/2
        positions a2 1/4,1/4,1/4  b2 3/4,1/4,1/4  c2 1/4,1/4,3/4  d2 1/4,3/4,1/4  e4 1/2,1/2,1/2  f4 0,0,0  g4 x,1/4,1/4  h4 x,1/4,3/4  i4
        1/4,y,1/4  j4 3/4,y,1/4  k4 1/4,1/4,z  l4 1/4,3/4,z  m8 x,y,z
        relabellings abcdefghijklm abcdfeghijklm abdcefghklijm abdcfeghklijm acbdefklijghm acbdfeklijghm acdbefklghijm acdbfeklghijm
        adbcefijklghm adbcfeijklghm adcbefijghklm adcbfeijghklm bacdefghlkjim bacdfeghlkjim badcefghjilkm badcfeghjilkm bcadefjilkghm
        bcadfejilkghm bcdaefjighlkm bcdafejighlkm bdaceflkjighm bdacfelkjighm bdcaeflkghjim bdcafelkghjim cabdefklhgjim cabdfeklhgjim
        cadbefkljihgm cadbfekljihgm cbadefjihgklm cbadfejihgklm cbdaefjiklhgm cbdafejiklhgm cdabefhgjiklm cdabfehgjiklm cdbaefhgkljim
        cdbafehgkljim dabcefijhglkm dabcfeijhglkm dacbefijlkhgm dacbfeijlkhgm dbaceflkhgijm dbacfelkhgijm dbcaeflkijhgm dbcafelkijhgm
        dcabefhglkijm dcabfehglkijm dcbaefhgijlkm dcbafehgijlkm
        group 49 Pccm 230
        operations x,y,z -x,-y,z -x,y,-z+1/2 x,-y,-z+1/2 -x,-y,-z x,y,-z x,-y,z+1/2 -x,y,z+1/2
        positions a2 0,0,0  b2 1/2,1/2,0  c2 0,1/2,0  d2 1/2,0,0  e2 0,0,1/4  f2 1/2,0,1/4  g2 0,1/2,1/4  h2 1/2,1/2,1/4  i4 x,0,1/4  j4
        x,1/2,1/4  k4 0,y,1/4  l4 1/2,y,1/4  m4 0,0,z  n4 1/2,1/2,z  o4 0,1/2,z  p4 1/2,0,z  q4 x,y,0  r8 x,y,z
        relabellings abcdefghijklmnopqr abdcegfhklijmnpoqr bacdhfgelkjinmopqr badchgfejilknmpoqr cdabghefjiklopmnqr cdbagehfkljiopnmqr
        dcabfheglkijpomnqr dcbafehgijlkponmqr
        group 50 Pban 234
        operations x,y,z -x+1/2,-y+1/2,z -x+1/2,y,-z x,-y+1/2,-z -x,-y,-z x+1/2,y+1/2,-z x+1/2,-y,z -x,y+1/2,z
        positions a2 1/4,1/4,0  b2 3/4,1/4,0  c2 3/4,1/4,1/2  d2 1/4,1/4,1/2  e4 0,0,0  f4 0,0,1/2  g4 x,1/4,0  h4 x,1/4,1/2  i4 1/4,y,0  j4
        1/4,y,1/2  k4 1/4,1/4,z  l4 1/4,3/4,z  m8 x,y,z
        relabellings abcdefghijklm abcdefijghklm badcefghijlkm badcefijghlkm cdabfehgjilkm cdabfejihglkm dcbafehgjiklm dcbafejihgklm
        group 51 Pmma 239
        operations x,y,z -x+1/2,-y,z -x,y,-z x+1/2,-y,-z -x,-y,-z x+1/2,y,-z x,-y,z -x+1/2,y,z
        positions a2 0,0,0  b2 0,1/2,0  c2 0,0,1/2  d2 0,1/2,1/2  e2 1/4,0,z  f2 1/4,1/2,z  g4 0,y,0  h4 0,y,1/2  i4 x,0,z  j4 x,1/2,z  k4
        1/4,y,z  l8 x,y,z
        relabellings abcdefghijkl badcfeghjikl cdabefhgijkl dcbafehgjikl
        group 52 Pnna 245
        operations x,y,z -x+1/2,-y,z -x+1/2,y+1/2,-z+1/2 x,-y+1/2,-z+1/2 -x,-y,-z x+1/2,y,-z x+1/2,-y+1/2,z+1/2 -x,y+1/2,z+1/2
        positions a4 0,0,0  b4 0,0,1/2  c4 1/4,0,z  d4 x,1/4,1/4  e8 x,y,z
        relabellings abcde bacde
        group 53 Pmna 251
        operations x,y,z -x+1/2,-y,z+1/2 -x+1/2,y,-z+1/2 x,-y,-z -x,-y,-z x+1/2,y,-z+1/2 x+1/2,-y,z+1/2 -x,y,z
        positions a2 0,0,0  b2 1/2,0,0  c2 1/2,1/2,0  d2 0,1/2,0  e4 x,0,0  f4 x,1/2,0  g4 1/4,y,1/4  h4 0,y,z  i8 x,y,z
        relabellings abcdefghi badcefghi cdabfeghi dcbafeghi
        group 54 Pcca 257
        operations x,y,z -x+1/2,-y,z -x,y,-z+1/2 x+1/2,-y,-z+1/2 -x,-y,-z x+1/2,y,-z x,-y,z+1/2 -x+1/2,y,z+1/2
        positions a4 0,0,0  b4 0,1/2,0  c4 0,y,1/4  d4 1/4,0,z  e4 1/4,1/2,z  f8 x,y,z
        relabellings abcdef bacedf
        group 55 Pbam 263
        operations x,y,z -x,-y,z -x+1/2,y+1/2,-z x+1/2,-y+1/2,-z -x,-y,-z x,y,-z x+1/2,-y+1/2,z -x+1/2,y+1/2,z
        positions a2 0,0,0  b2 0,0,1/2  c2 0,1/2,0  d2 0,1/2,1/2  e4 0,0,z  f4 0,1/2,z  g4 x,y,0  h4 x,y,1/2  i8 x,y,z
        relabellings abcdefghi badcefhgi cdabfeghi dcbafehgi
        group 56 Pccn 266
        operations x,y,z -x+1/2,-y+1/2,z -x,y+1/2,-z+1/2 x+1/2,-y,-z+1/2 -x,-y,-z x+1/2,y+1/2,-z x,-y+1/2,z+1/2 -x+1/2,y,z+1/2
        positions a4 0,0,0  b4 0,0,1/2  c4 1/4,1/4,z  d4 1/4,3/4,z  e8 x,y,z
        relabellings abcde abdce bacde badce
        group 57 Pbcm 269
        operations x,y,z -x,-y,z+1/2 -x,y+1/2,-z+1/2 x,-y+1/2,-z -x,-y,-z x,y,-z+1/2 x,-y+1/2,z+1/2 -x,y+1/2,z
        positions a4 0,0,0  b4 1/2,0,0  c4 x,1/4,0  d4 x,y,1/4  e8 x,y,z
        relabellings abcde bacde
        group 58 Pnnm 275
        operations x,y,z -x,-y,z -x+1/2,y+1/2,-z+1/2 x+1/2,-y+1/2,-z+1/2 -x,-y,-z x,y,-z x+1/2,-y+1/2,z+1/2 -x+1/2,y+1/2,z+1/2
        positions a2 0,0,0  b2 0,0,1/2  c2 0,1/2,0  d2 0,1/2,1/2  e4 0,0,z  f4 0,1/2,z  g4 x,y,0  h8 x,y,z
        relabellings abcdefgh abdcefgh bacdefgh badcefgh cdabfegh cdbafegh dcabfegh dcbafegh
        group 59 Pmmn 279
        operations x,y,z -x+1/2,-y+1/2,z -x,y+1/2,-z x+1/2,-y,-z -x,-y,-z x+1/2,y+1/2,-z x,-y+1/2,z -x+1/2,y,z
        positions a2 1/4,1/4,z  b2 1/4,3/4,z  c4 0,0,0  d4 0,0,1/2  e4 1/4,y,z  f4 x,1/4,z  g8 x,y,z
        relabellings abcdefg abcdfeg abdcefg abdcfeg bacdefg bacdfeg badcefg badcfeg
        group 60 Pbcn 284
        operations x,y,z -x+1/2,-y+1/2,z+1/2 -x,y,-z+1/2 x+1/2,-y+1/2,-z -x,-y,-z x+1/2,y+1/2,-z+1/2 x,-y,z+1/2 -x+1/2,y+1/2,z
        positions a4 0,0,0  b4 0,1/2,0  c4 0,y,1/4  d8 x,y,z
        relabellings abcd bacd
        group 61 Pbca 290
        operations x,y,z -x+1/2,-y,z+1/2 -x,y+1/2,-z+1/2 x+1/2,-y+1/2,-z -x,-y,-z x+1/2,y,-z+1/2 x,-y+1/2,z+1/2 -x+1/2,y+1/2,z
        positions a4 0,0,0  b4 0,0,1/2  c8 x,y,z
        relabellings abc bac
        group 62 Pnma 292
        operations x,y,z -x+1/2,-y,z+1/2 -x,y+1/2,-z x+1/2,-y+1/2,-z+1/2 -x,-y,-z x+1/2,y,-z+1/2 x,-y+1/2,z -x+1/2,y+1/2,z+1/2
        positions a4 0,0,0  b4 0,0,1/2  c4 x,1/4,z  d8 x,y,z
        relabellings abcd bacd
        group 63 Cmcm 298
        operations x,y,z -x,-y,z+1/2 -x,y,-z+1/2 x,-y,-z -x,-y,-z x,y,-z+1/2 x,-y,z+1/2 -x,y,z
        positions a4 0,0,0  b4 0,1/2,0  c4 0,y,1/4  d8 1/4,1/4,0  e8 x,0,0  f8 0,y,z  g8 x,y,1/4  h16 x,y,z
        relabellings abcdefgh bacdefgh
        group 64 Cmce 304
        operations x,y,z -x,-y+1/2,z+1/2 -x,y+1/2,-z+1/2 x,-y,-z -x,-y,-z x,y+1/2,-z+1/2 x,-y+1/2,z+1/2 -x,y,z
        positions a4 0,0,0  b4 1/2,0,0  c8 1/4,1/4,0  d8 x,0,0  e8 1/4,y,1/4  f8 0,y,z  g16 x,y,z
        relabellings abcdefg bacdefg
        group 65 Cmmm 310
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z -x,-y,-z x,y,-z x,-y,z -x,y,z
        positions a2 0,0,0  b2 1/2,0,0  c2 1/2,0,1/2  d2 0,0,1/2  e4 1/4,1/4,0  f4 1/4,1/4,1/2  g4 x,0,0  h4 x,0,1/2  i4 0,y,0  j4 0,y,1/2
        k4 0,0,z  l4 0,1/2,z  m8 1/4,1/4,z  n8 0,y,z  o8 x,0,z  p8 x,y,0  q8 x,y,1/2  r16 x,y,z
        relabellings abcdefghijklmnopqr abcdefijghklmonpqr badcefghijlkmnopqr badcefijghlkmonpqr cdabfehgjilkmnoqpr cdabfejihglkmonqpr
        dcbafehgjiklmnoqpr dcbafejihgklmonqpr
        group 66 Cccm 313
        operations x,y,z -x,-y,z -x,y,-z+1/2 x,-y,-z+1/2 -x,-y,-z x,y,-z x,-y,z+1/2 -x,y,z+1/2
        positions a4 0,0,1/4  b4 0,1/2,1/4  c4 0,0,0  d4 0,1/2,0  e4 1/4,1/4,0  f4 1/4,3/4,0  g8 x,0,1/4  h8 0,y,1/4  i8 0,0,z  j8 0,1/2,z
        k8 1/4,1/4,z  l8 x,y,0  m16 x,y,z
        relabellings abcdefghijklm abcdefhgijklm abcdfeghijklm abcdfehgijklm badcefghjiklm badcefhgjiklm badcfeghjiklm badcfehgjiklm
        group 67 Cmme 316
        operations x,y,z -x,-y+1/2,z -x,y+1/2,-z x,-y,-z -x,-y,-z x,y+1/2,-z x,-y+1/2,z -x,y,z
        positions a4 1/4,0,0  b4 1/4,0,1/2  c4 0,0,0  d4 0,0,1/2  e4 1/4,1/4,0  f4 1/4,1/4,1/2  g4 0,1/4,z  h8 x,0,0  i8 x,0,1/2  j8 1/4,y,0
        k8 1/4,y,1/2  l8 1/4,0,z  m8 0,y,z  n8 x,1/4,z  o16 x,y,z
        relabellings abcdefghijklmno abefcdgjkhilnmo badcfegihkjlmno bafedcgkjihlnmo
        group 68 Ccce 323
        operations x,y,z -x+1/2,-y,z -x,y,-z+1/2 x+1/2,-y,-z+1/2 -x,-y,-z x+1/2,y,-z x,-y,z+1/2 -x+1/2,y,z+1/2
        positions a4 0,1/4,1/4  b4 0,1/4,3/4  c8 1/4,3/4,0  d8 0,0,0  e8 x,1/4,1/4  f8 0,y,1/4  g8 0,1/4,z  h8 1/4,0,z  i16 x,y,z
        relabellings abcdefghi abdcfeghi bacdefghi badcfeghi
        group 69 Fmmm 334
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z -x,-y,-z x,y,-z x,-y,z -x,y,z
        positions a4 0,0,0  b4 0,0,1/2  c8 0,1/4,1/4  d8 1/4,0,1/4  e8 1/4,1/4,0  f8 1/4,1/4,1/4  g8 x,0,0  h8 0,y,0  i8 0,0,z  j16
        1/4,1/4,z  k16 1/4,y,1/4  l16 x,1/4,1/4  m16 0,y,z  n16 x,0,z  o16 x,y,0  p32 x,y,z
        relabellings abcdefghijklmnop abcedfgihkjlmonp abdcefhgijlknmop abdecfhigljknomp abecdfighkljomnp abedcfihglkjonmp bacdefghijklmnop
        bacedfgihkjlmonp badcefhgijlknmop badecfhigljknomp baecdfighkljomnp baedcfihglkjonmp
        group 70 Fddd 336
        operations x,y,z -x+3/4,-y+3/4,z -x+3/4,y,-z+3/4 x,-y+3/4,-z+3/4 -x,-y,-z x+1/4,y+1/4,-z x+1/4,-y,z+1/4 -x,y+1/4,z+1/4
        positions a8 1/8,1/8,1/8  b8 1/8,1/8,5/8  c16 0,0,0  d16 1/2,1/2,1/2  e16 x,1/8,1/8  f16 1/8,y,1/8  g16 1/8,1/8,z  h32 x,y,z
        relabellings abcdefgh abcdegfh abcdfegh abcdfgeh abcdgefh abcdgfeh badcefgh badcegfh badcfegh badcfgeh badcgefh badcgfeh
        group 71 Immm 337
        operations x,y,z -x,-y,z -x,y,-z x,-y,-z -x,-y,-z x,y,-z x,-y,z -x,y,z
        positions a2 0,0,0  b2 0,1/2,1/2  c2 1/2,1/2,0  d2 1/2,0,1/2  e4 x,0,0  f4 x,1/2,0  g4 0,y,0  h4 0,y,1/2  i4 0,0,z  j4 1/2,0,z  k8
        1/4,1/4,1/4  l8 0,y,z  m8 x,0,z  n8 x,y,0  o16 x,y,z
        relabellings abcdefghijklmno abdcefijghklnmo acbdijghefknmlo acdbijefghknlmo adbcghijefkmnlo adcbghefijkmlno bacdefjihgklnmo
        badcefhgjiklmno bcadhgjiefkmnlo bcdahgefjikmlno bdacjihgefknmlo bdcajiefhgknlmo cabdijfehgknlmo cadbijhgfeknmlo cbadhgfeijkmlno
        cbdahgijfekmnlo cdabfehgijklmno cdbafeijhgklnmo dabcghfejikmlno dacbghjifekmnlo dbacjifeghknlmo dbcajighfeknmlo dcabfejighklnmo
        dcbafeghjiklmno
        group 72 Ibam 338
        operations x,y,z -x,-y,z -x+1/2,y+1/2,-z x+1/2,-y+1/2,-z -x,-y,-z x,y,-z x+1/2,-y+1/2,z -x+1/2,y+1/2,z
        positions a4 0,0,1/4  b4 1/2,0,1/4  c4 0,0,0  d4 1/2,0,0  e8 1/4,1/4,1/4  f8 x,0,1/4  g8 0,y,1/4  h8 0,0,z  i8 0,1/2,z  j8 x,y,0
        k16 x,y,z
        relabellings abcdefghijk abcdegfhijk badcefgihjk badcegfihjk
        group 73 Ibca 341
        operations x,y,z -x+1/2,-y,z+1/2 -x,y+1/2,-z+1/2 x+1/2,-y+1/2,-z -x,-y,-z x+1/2,y,-z+1/2 x,-y+1/2,z+1/2 -x+1/2,y+1/2,z
        positions a8 0,0,0  b8 1/4,1/4,1/4  c8 x,0,1/4  d8 1/4,y,0  e8 0,1/4,z  f16 x,y,z
        relabellings abcdef abdecf abecdf bacedf badcef baedcf
        group 74 Imma 343
        operations x,y,z -x,-y+1/2,z -x,y+1/2,-z x,-y,-z -x,-y,-z x,y+1/2,-z x,-y+1/2,z -x,y,z
        positions a4 0,0,0  b4 0,0,1/2  c4 1/4,1/4,1/4  d4 1/4,1/4,3/4  e4 0,1/4,z  f8 x,0,0  g8 1/4,y,1/4  h8 0,y,z  i8 x,1/4,z  j16 x,y,z
        relabellings abcdefghij abdcefghij bacdefghij badcefghij cdabegfihj cdbaegfihj dcabegfihj dcbaegfihj
        """
}
