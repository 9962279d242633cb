/**
 * Receiving a file from a form without holding it: the multipart body is parsed while it arrives
 * and read on to where it goes. What is too large is refused by its announced length, before the
 * body is read; what does not begin like a PDF is refused after its first kilobyte.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vn.antin.admin.upload;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
