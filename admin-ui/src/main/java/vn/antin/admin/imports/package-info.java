/**
 * Officials from and to spreadsheets, for administrators: a file is sent, the difference looked at
 * row by row, accepted whole or in part, and taken back within a day; activation slips are printed
 * from here. The auth-server reads, compares and decides; nothing is kept here.
 */
@ApplicationModule(allowedDependencies = {"installation", "session", "upload", "upstream", "web"})
@NullMarked
package vn.antin.admin.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
