/**
 * Officials from spreadsheets: a file is read and compared with what is known, the difference is
 * shown, and only what an administrator accepts is done; for a day it can be taken back.
 *
 * <p>Everything happens in steps that are rows of a table, so any node continues where another
 * stopped and nothing is done twice. An import speaks about one unit and what lies below it; the
 * same predicate as everywhere limits it to what its owner administers.
 */
@NamedInterface("spreadsheet")
@NullMarked
package vn.antin.auth.provisioning.spreadsheet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
