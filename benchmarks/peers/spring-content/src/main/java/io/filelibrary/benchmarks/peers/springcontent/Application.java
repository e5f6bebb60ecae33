package io.filelibrary.benchmarks.peers.springcontent;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** What Spring Boot starts: it finds the repositories and the contents of this package. */
@SpringBootApplication
class Application {}
