/** Networks of layers, built from their text forms. */
@NullMarked
package org.ae4j.core.network;

import org.jspecify.annotations.NullMarked;
