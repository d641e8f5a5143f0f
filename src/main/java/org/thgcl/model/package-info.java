/// The temporal heterogeneous graph network (THGN): its configuration with the presets, its parameters by name, and
/// the composition of the equations into a model.
package org.thgcl.model;
