/**
 * The tree of units as an administrator sees it: search, a unit with its posts, holders, history
 * and identifiers, today or as things stood on a day, and single changes of it.
 */
@ApplicationModule(allowedDependencies = {"session", "upstream", "web"})
@NullMarked
package vn.antin.admin.units;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
