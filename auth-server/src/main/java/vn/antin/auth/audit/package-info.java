/**
 * The tamper-evident log inside this app: its tables are migrated beside ours, its rows join the
 * transaction of the act they record, and every few seconds the committed rows are sealed. The
 * roots go to a file outside the database and are signed by signing-service, whose key nobody here
 * holds.
 */
@ApplicationModule(allowedDependencies = {"oauth2", "web"})
@NullMarked
package vn.antin.auth.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
