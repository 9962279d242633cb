/**
 * Signatures whose outcome nobody knows, for administrators: the list, what is known of one, and
 * the decision of a security administrator: not signed, or signed, which the signed file or the
 * signature value has to prove. signing-service decides in its queries who sees and may decide
 * what, and looks at the proof; a file passes through without being kept here.
 */
@ApplicationModule(allowedDependencies = {"session", "units", "upload", "upstream", "web"})
@NullMarked
package vn.antin.admin.outcomes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
