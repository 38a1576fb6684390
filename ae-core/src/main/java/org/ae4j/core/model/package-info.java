/** Model files: named tensors and text metadata in the safetensors format. */
@NullMarked
package org.ae4j.core.model;

import org.jspecify.annotations.NullMarked;
