"""Keys on cards and tokens behind a PKCS#11 module of any vendor."""
