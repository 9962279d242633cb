package vn.antin.auth.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.stereotype.Component;

/**
 * The defences that every filter chain with pages shares: no servlet session, no saved requests, a
 * strict content security policy, and posts from our own pages only.
 */
@Component
public final class PageSecurity {
  private static final String FORM_TARGETS = PageSecurity.class.getName();
  private static final String FRAMES = FORM_TARGETS + ".frames";

  private final House house;

  PageSecurity(House house) {
    this.house = house;
  }

  /** Headers and statelessness; for every chain, also of endpoints that other sites post to. */
  public void harden(HttpSecurity http) throws Exception {
    http.csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(headers ->
            headers
                .addHeaderWriter(new ContentPolicy())
                .frameOptions(frame -> frame.deny())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(opener ->
                    opener.policy(
                        org.springframework.security.web.header.writers
                            .CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy
                            .SAME_ORIGIN))
                .permissionsPolicyHeader(
                    permissions -> permissions.policy("camera=(), geolocation=(), microphone=()")));
  }

  /** For chains of our own pages: hardened, and posts from other sites are refused. */
  public void protect(HttpSecurity http) throws Exception {
    harden(http);
    http.addFilterAfter(new SameOriginFilter(house.origin()), HeaderWriterFilter.class);
  }

  /**
   * Browsers apply {@code form-action} to redirects after a post as well, so a page whose form ends
   * at an application names that application's origins.
   */
  public static void allowFormTargets(HttpServletRequest request, List<String> origins) {
    request.setAttribute(FORM_TARGETS, String.join(" ", origins));
  }

  /** Lets this one page hold frames of these origins. */
  public static void allowFrames(HttpServletRequest request, List<String> origins) {
    request.setAttribute(FRAMES, String.join(" ", new LinkedHashSet<>(origins)));
  }

  private static final class ContentPolicy implements HeaderWriter {
    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
      @Nullable Object targets = request.getAttribute(FORM_TARGETS);
      @Nullable Object frames = request.getAttribute(FRAMES);
      response.setHeader(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
              + "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
              + (targets == null ? "" : " " + targets)
              + (frames == null || frames.equals("") ? "" : "; frame-src " + frames));
    }
  }
}
