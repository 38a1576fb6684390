/** The engine and its entrance, {@link org.ae4j.core.Autoencoders}. */
@NullMarked
package org.ae4j.core;

import org.jspecify.annotations.NullMarked;
