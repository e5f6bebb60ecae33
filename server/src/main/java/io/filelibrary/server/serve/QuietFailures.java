package io.filelibrary.server.serve;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.eclipse.jetty.io.EofException;

/**
 * Keeps Jetty from logging requests that broke off: it would log their URLs, which are secrets
 * where they carry a token. The servlet logs by itself what is of use. The connection is broken all
 * the same, so that the client sees an answer that is not whole.
 */
final class QuietFailures implements Filter {
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (IOException | RuntimeException e) {
      throw new EofException(e);
    }
  }
}
