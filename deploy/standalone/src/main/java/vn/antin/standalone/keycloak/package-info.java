/**
 * Runs Keycloak for the benchmark that compares it with ours: fetches its distribution with Maven,
 * checks it, builds and starts it as its own documentation says for production, and fills a realm
 * through its administration API. No part of it goes into the product.
 */
@NullMarked
package vn.antin.standalone.keycloak;

import org.jspecify.annotations.NullMarked;
