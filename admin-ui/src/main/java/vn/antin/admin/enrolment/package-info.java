/**
 * How a holder comes by a certificate: issued here, asked of an outside authority (PKCS#10, RFC
 * 2986), or made known from a USB token. The holder is an official, or the unit whose seal it is;
 * auth-server tells the names, signing-service decides who may do what for whom. What is about to
 * happen is said before it happens.
 */
@ApplicationModule(allowedDependencies = {"session", "upload", "upstream", "web"})
@NullMarked
package vn.antin.admin.enrolment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
