/**
 * The tamper-evident log inside this app: its tables are migrated beside ours, and its rows join
 * the transaction of the act they record.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vn.antin.auth.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
