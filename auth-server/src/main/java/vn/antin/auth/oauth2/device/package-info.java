/**
 * The device authorization grant (RFC 8628): a program without a browser of its own shows a short
 * code, the official types it on {@code /device} and says yes or no.
 *
 * <p>The danger is a code that comes by mail or telephone from somebody who holds the device (RFC
 * 8628 §5.4). So the official logs in first, nothing is confirmed by opening a link, the page names
 * the application, its rights and where the code was asked for, and says what fraud looks like.
 * Codes that nobody was given are counted by official and by address.
 */
@NullMarked
package vn.antin.auth.oauth2.device;

import org.jspecify.annotations.NullMarked;
