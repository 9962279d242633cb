package vn.antin.admin.authorization;

import vn.antin.admin.installation.Wrapped;

/** A flow under way. */
record Flow(String nonce, Wrapped verifier, String target) {}
