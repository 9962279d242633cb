/**
 * Where the parts of this installation are: our own public address, the auth-server that officials
 * log in with and the signing-service that signs. Every address is configuration and none is ever
 * taken from a request's Host header.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vn.antin.admin.installation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
