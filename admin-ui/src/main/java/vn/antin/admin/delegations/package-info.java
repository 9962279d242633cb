/**
 * Who may sign for whom: records of ký thay, thừa lệnh and thừa ủy quyền are listed, entered and
 * ended. Who sees and may do what, and whether a record can be, is decided by the auth-server.
 */
@ApplicationModule(allowedDependencies = {"session", "upstream", "web"})
@NullMarked
package vn.antin.admin.delegations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
