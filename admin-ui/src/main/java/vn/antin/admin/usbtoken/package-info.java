/**
 * Signing a signature request with the official's own USB token: signing-service makes a job, the
 * page offers the link that opens the token agent, and shows how far the job is until it has ended.
 * Works without script; with it the progress comes by itself. What was signed is told by the page
 * that led here.
 *
 * <p>Where VGCA Sign Service is installed, it can sign instead: the page hands it one-time
 * addresses of the documents by a script, and believes only signing-service about what came back.
 * The page with the script alone may connect to the program (Content-Security-Policy, {@code
 * connect-src}).
 */
@ApplicationModule(allowedDependencies = {"session", "upstream", "web"})
@NullMarked
package vn.antin.admin.usbtoken;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
