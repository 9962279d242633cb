package vn.antin.auth.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** A request without the headers that only proxies write, and with what was learned from them. */
final class ForwardedRequest extends HttpServletRequestWrapper {
  private final String address;
  private final boolean https;

  /** Nothing was learned. */
  ForwardedRequest(HttpServletRequest request) {
    this(request, request.getRemoteAddr(), null);
  }

  ForwardedRequest(HttpServletRequest request, String address, @Nullable Boolean https) {
    super(request);
    this.address = address;
    this.https = https == null ? request.isSecure() : https;
  }

  @Override
  public String getRemoteAddr() {
    return address;
  }

  @Override
  public String getRemoteHost() {
    return address;
  }

  @Override
  public boolean isSecure() {
    return https;
  }

  @Override
  public String getScheme() {
    return https ? "https" : "http";
  }

  @Override
  public @Nullable String getHeader(String name) {
    return ProxyFilter.ofProxies(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return ProxyFilter.ofProxies(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.enumeration(
        Collections.list(super.getHeaderNames()).stream()
            .filter(name -> !ProxyFilter.ofProxies(name))
            .toList());
  }
}
