/**
 * Signing a signature request with the official's own USB token: signing-service makes a job, the
 * page offers the link that opens the token agent, and shows how far the job is until it has ended.
 * Works without script; with it the progress comes by itself. What was signed is told by the page
 * that led here.
 */
@ApplicationModule(allowedDependencies = {"session", "upstream", "web"})
@NullMarked
package vn.antin.admin.usbtoken;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
