/**
 * What every page shares: the frame around it, the language, the headers that keep it safe, the
 * static files and the pages for when something goes wrong. Pages are jte templates compiled at
 * build time; no script runs that is not a file of ours (strict Content-Security-Policy), and an
 * unsafe request is accepted only from our own pages (Fetch Metadata, {@code Origin}) instead of by
 * a token in each form.
 */
@ApplicationModule(allowedDependencies = {"installation", "upstream"})
@NullMarked
package vn.antin.admin.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
