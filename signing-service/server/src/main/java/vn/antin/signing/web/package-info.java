/**
 * The edge: who is calling, what they may reach, and how a refusal is told.
 *
 * <p>Access tokens are JWTs of auth-server (RFC 9068) whose type, algorithm, issuer, audience and
 * lifetime are all checked. Every refusal is a problem document (RFC 9457) in the caller's
 * language, made by one class; detail for operators goes to the log only.
 */
@ApplicationModule(allowedDependencies = {"authserver", "bind", "people", "problem"})
@NullMarked
package vn.antin.signing.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
