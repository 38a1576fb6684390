/** Finds plugins, each by itself, and looks up by id what they add. */
@NullMarked
package org.ae4j.core.plugin;

import org.jspecify.annotations.NullMarked;
