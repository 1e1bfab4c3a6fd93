/**
 * Reading YAML that people write by hand, and telling all their mistakes at once, each with its place, its line and what to
 * do about it.
 *
 * <p>Begin with {@link io.throughline.kit.document.YamlDocument}. Needs no container, so that a command line can use it.
 */
package io.throughline.kit.document;
