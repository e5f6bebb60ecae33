package io.filelibrary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What Maven does not check of its own poms: the bill of materials has no parent, so its version,
 * its list of modules and its plugins have to be kept in step with the parent's by hand.
 */
final class BuildTest {
  private final Path root = Path.of("..").toAbsolutePath().normalize();
  private final Element parent = pom(root.resolve("pom.xml"));
  private final Element bom = pom(root.resolve("bom/pom.xml"));

  @Test
  void billOfMaterialsHasTheVersionOfTheParent() {
    assertThat(text(bom, "version")).isEqualTo(text(parent, "version"));
  }

  @Test
  void billOfMaterialsInheritsNothing() {
    assertThat(children(bom, "parent")).isEmpty();
  }

  @Test
  void billOfMaterialsListsThePublishedModulesAlone() {
    List<String> published = new ArrayList<>();
    for (Element module : children(child(parent, "modules"), "module")) {
      Element pom = pom(root.resolve(module.getTextContent()).resolve("pom.xml"));
      boolean skipped =
          children(pom, "properties").stream()
              .anyMatch(properties -> !children(properties, "maven.deploy.skip").isEmpty());
      if (!skipped && !text(pom, "artifactId").equals(text(bom, "artifactId"))) {
        published.add(text(pom, "artifactId"));
      }
    }

    Element managed = child(child(bom, "dependencyManagement"), "dependencies");

    assertThat(children(managed, "dependency"))
        .extracting(dependency -> text(dependency, "artifactId"))
        .containsExactlyInAnyOrderElementsOf(published);
    assertThat(children(managed, "dependency"))
        .extracting(dependency -> text(dependency, "version"))
        .containsOnly("${project.version}");
  }

  @Test
  void billOfMaterialsPinsThePluginsOfTheParent() {
    assertThat(pluginVersions(parent)).containsAllEntriesOf(pluginVersions(bom));
  }

  private static Map<String, String> pluginVersions(Element pom) {
    Map<String, String> versions = new HashMap<>();
    Element plugins = child(child(child(pom, "build"), "pluginManagement"), "plugins");
    for (Element plugin : children(plugins, "plugin")) {
      versions.put(text(plugin, "artifactId"), text(plugin, "version"));
    }
    assertThat(versions).isNotEmpty();
    return versions;
  }

  private static String text(Element element, String name) {
    return child(element, name).getTextContent();
  }

  private static Element child(Element element, String name) {
    List<Element> found = children(element, name);
    assertThat(found).as("<%s> in <%s>", name, element.getTagName()).hasSize(1);
    return found.get(0);
  }

  private static List<Element> children(Element element, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && child.getTagName().equals(name)) {
        found.add(child);
      }
    }
    return found;
  }

  private static Element pom(Path file) {
    try (var bytes = Files.newInputStream(file)) {
      Document document =
          DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(bytes);
      return document.getDocumentElement();
    } catch (Exception e) {
      throw new AssertionError("Cannot read " + file, e);
    }
  }
}
