/**
 * The servers of agencies that may fetch TLS certificates of our own authority by themselves (RFC
 * 7030): allowing one, whose code is shown once, giving it another code, and withdrawing it.
 * signing-service decides who may do that for which unit.
 */
@ApplicationModule(allowedDependencies = {"session", "units", "upstream", "web"})
@NullMarked
package vn.antin.admin.servers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
