/**
 * The certificate desk for administrators: the list, one certificate with its chain and history,
 * renewal and what ends or restores its use for the reasons of Decree 68/2024/NĐ-CP Art. 17, the
 * calendar of what ends when, what no longer fits post or unit, and jobs for many at once.
 * signing-service decides in its queries which certificates an administrator sees and may act upon,
 * from a copy of the units that it marks as stale when it is old; the mark is shown, and what it
 * then refuses is explained.
 */
@ApplicationModule(allowedDependencies = {"session", "units", "upstream", "web"})
@NullMarked
package vn.antin.admin.certificates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
