/// Crystals as people write them.
enum TestTexts {
    static let rutile = """
        # rutile, the asymmetric unit
        data_TiO2
        _cell_length_a    4.5937(3)
        _cell_length_b    4.5937(3)
        _cell_length_c    2.9587(1)
        _cell_angle_alpha 90
        _cell_angle_beta  90
        _cell_angle_gamma 90
        _symmetry_space_group_name_H-M 'P 42/m n m'
        _publ_section_comment
        ;
        loop_ data_nothing _cell_length_a 7
        ;
        loop_
        _symmetry_equiv_pos_as_xyz
        'x, y, z' '-x, -y, z' '-y+1/2, x+1/2, z+1/2' 'y+1/2, -x+1/2, z+1/2'
        '-x+1/2, y+1/2, -z+1/2' 'x+1/2, -y+1/2, -z+1/2' 'y, x, -z' '-y, -x, -z'
        -x,-y,-z x,y,-z 1/2+y,1/2-x,1/2-z "-y+0.5, x+0.5, -z+0.5"
        X+1/2,-Y+1/2,Z+1/2 -x+1/2,y+1/2,z+1/2 -y,-x,z y,x,z
        loop_
        _atom_site_label
        _atom_site_type_symbol
        _atom_site_fract_x
        _atom_site_fract_y
        _atom_site_fract_z
        _atom_site_occupancy
        Ti1 Ti4+ 0 0 0 1.0
        O1  O2-  0.3053(2) 0.3053(2) 0 1.00(1)
        """

    /// Four digits: the threefold axis comes back through the mean of the images.
    static let zincite = """
        data_ZnO
        _cell.length_a 3.2495 _cell.length_b 3.2495 _cell.length_c 5.2069
        _cell.angle_alpha 90 _cell.angle_beta 90 _cell.angle_gamma 120
        loop_ _space_group_symop.id _space_group_symop.operation_xyz
        1 x,y,z 2 -y,x-y,z 3 -x+y,-x,z 4 -x,-y,z+1/2 5 y,-x+y,z+1/2 6 x-y,x,z+1/2
        7 -y,-x,z 8 -x+y,y,z 9 x,x-y,z 10 y,x,z+1/2 11 x-y,-y,z+1/2 12 -x,-x+y,z+1/2
        loop_ _atom_site.label _atom_site.fract_x _atom_site.fract_y _atom_site.fract_z
        Zn1 0.3333 0.6667 0 O1 0.3333 0.6667 0.3819
        """

    static let saltPoscar = """
        rock salt
        1.0
          2.82 2.82 0.00
          0.00 2.82 2.82
          2.82 0.00 2.82
        Na Cl
        1 1
        Direct
        0 0 0
        0.5 0.5 0.5 Cl

        0 0 0
        """

    static let saltFrame = """
        2
        Lattice="2.82 2.82 0 0 2.82 2.82 2.82 0 2.82" Properties=species:S:1:pos:R:3:forces:R:3 energy=-6.5 name="rock salt" pbc="T T T"
        Na 0 0 0 0 0 0
        Cl 2.82 2.82 2.82 0 0 0

        """

    static let saltJSON = """
        {"@module": "pymatgen.core.structure", "@class": "Structure", "charge": 0,
         "lattice": {"matrix": [[2.82, 2.82, 0.0], [0.0, 2.82, 2.82], [2.82, 0.0, 2.82]], "pbc": [true, true, true], "a": 3.988},
         "sites": [{"species": [{"element": "Na", "occu": 1}], "abc": [0.0, 0.0, 0.0], "label": "Na", "properties": {}},
                   {"species": [{"element": "Cl", "occu": 1.0}], "abc": [0.5, 0.5, 0.5], "label": "Cl{1}", "properties": {}}]}
        """
}
