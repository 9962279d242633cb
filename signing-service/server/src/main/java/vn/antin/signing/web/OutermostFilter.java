package vn.antin.signing.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.antin.signing.problem.Problem;

/**
 * Stands before everything else: faults raised outside controllers (a database or auth-server that
 * is away while a token is checked) become problem documents too, and a JSON body larger than any
 * we know is refused before it is read.
 */
final class OutermostFilter extends OncePerRequestFilter {
  private static final int JSON_LIMIT = 256 * 1024;

  /** A signing request names up to 5,000 documents with their titles. */
  private static final int LIST_LIMIT = 4 * 1024 * 1024;

  private static final Set<String> LISTS =
      Set.of("/signature-requests", "/v1/signing-requests", "/v1/dossier-results");

  private static final Set<String> FILES =
      Set.of("/documents", "/validations", "/certificate-lists");

  /** An API with refusals of its own form, and limits by method. */
  private static final String CSC = "/csc/";

  /** Signed files that come back, each as long as what was handed out and a little more. */
  private static final String RETURNS = "/vgca/returns/";

  private final ProblemWriter problems;

  OutermostFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      if (takesDocument(request)) {
        chain.doFilter(request, response);
      } else {
        var limit = limit(request);
        if (request.getContentLengthLong() > limit) {
          throw Problem.DOCUMENT_TOO_LARGE.because("a body over " + limit + " bytes");
        }
        chain.doFilter(new LimitedRequest(request, limit), response);
      }
    } catch (ServletException | RuntimeException e) {
      problems.write(request, response, e);
    }
    if (request.getAttribute(ProblemWriter.BROKEN_OFF) instanceof String problem) {
      // Tomcat closes the connection and adds nothing: the client sees that the answer is short.
      throw new ClientAbortException("the answer broke off: " + problem);
    }
  }

  /** The places that take files have limits of their own; every other body is small. */
  private static boolean takesDocument(HttpServletRequest request) {
    var address = request.getRequestURI();
    return FILES.contains(address) || address.startsWith(CSC) || address.startsWith(RETURNS);
  }

  private static int limit(HttpServletRequest request) {
    return LISTS.contains(request.getRequestURI()) ? LIST_LIMIT : JSON_LIMIT;
  }

  private static final class LimitedRequest extends jakarta.servlet.http.HttpServletRequestWrapper {
    private @Nullable LimitedBody body;

    private final int limit;

    LimitedRequest(HttpServletRequest request, int limit) {
      super(request);
      this.limit = limit;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      var opened = body;
      if (opened == null) {
        opened = new LimitedBody(super.getInputStream(), limit);
        body = opened;
      }
      return opened;
    }
  }
}
