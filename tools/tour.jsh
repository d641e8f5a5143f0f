// 1. Section 2.2: the audio nodes that send to audio nodes 0 and 5 of 10, with span 2 and dilation 1, then 3
show(1)
println(TemporalNeighbourhood.definition(0, 10, 2, 1, Boundary.SHIFT))
println(TemporalNeighbourhood.definition(5, 10, 2, 1, Boundary.SHIFT))
println(TemporalNeighbourhood.definition(5, 10, 2, 3, Boundary.CLIP))

// 2. Eq. 1: the weights of node 5's edges from nodes 3 to 7; Figure 1 draws a bell, these hardly fall
show(2)
for (int j = 3; j <= 7; j++) println(j + "  " + Eq1GaussianWeight.definition(5, j, 3, 7));

// 3. Eq. 2: the weight of one edge for three draws of its noise xi, as printed and with logistic noise (A6)
show(3)
var printed = new Eq2HawkesWeight(Eq2HawkesWeight.Noise.RATIO, 1, Eq2HawkesWeight.TauPlace.OUTSIDE, 1)
var logistic = new Eq2HawkesWeight(Eq2HawkesWeight.Noise.LOGIT, 1, Eq2HawkesWeight.TauPlace.OUTSIDE, 1)
for (double xi : new double[] {0.1, 0.5, 0.9}) println(xi + "  " + printed.definition(4, 3, 5, xi) + "  " + logistic.definition(4, 3, 5, xi));

// 4. Figure 2: the graph of a clip with 10 audio and 4 video segments
show(4)
var audioEdges = TemporalNeighbourhood.of(10, 2, 1, Boundary.SHIFT)
var videoEdges = TemporalNeighbourhood.of(4, 1, 1, Boundary.SHIFT)
var graph = new ClipGraph(audioEdges, videoEdges, CrossModalEdges.of(10, 4, 3))
println(graph)

// 5. The chain rule: dy/dx of y = x x + e^x at x = 2, number by number
show(5)
var numbers = new ScalarTape()
var x = numbers.number(2)
var y = x.times(x).plus(x.exp())
numbers.backward(y)
println(numbers)

// 6. The same with tensors: y = the sum of x x + e^x over a vector, its tape, its gradient
show(6)
var kernels = Kernels.of(DType.FLOAT64, Workers.one())
var tape = new Tape(kernels)
var xs = tape.parameter(Tensor.vector(0, 1, 2))
var sum = xs.times(xs).plus(xs.exp()).sum()
tape.backward(sum)
println(tape)
println(xs.gradient())

// 7. Eq. 4: the contrastive loss of two clips whose pairs agree, as printed, is below 0; the gradient by audio
show(7)
var clipTape = new Tape(kernels)
var audio = clipTape.parameter(Tensor.of(Shape.of(2, 2), 1, 0.1, 0, 1))
var video = clipTape.parameter(Tensor.of(Shape.of(2, 2), 1, 0, 0, 1))
var loss = new Eq4ContrastiveLoss(0.5, Eq4ContrastiveLoss.Negatives.PRINTED).apply(audio, video).total()
clipTape.backward(loss)
println(loss.value())
println(audio.gradient())

// 8. Section 2.3: the focal loss against cross entropy (alpha 1, gamma 0) of an easy clip and of a hard one
show(8)
for (double logit : new double[] {3, -1}) println(logit + "  " + new FocalLoss(0.5, 2).definition(new double[][] {{logit, 0}}, 0) + "  " + new FocalLoss(1, 0).definition(new double[][] {{logit, 0}}, 0));

// 9. Eq. 5: three training steps of a small network on 32 clips with planted events
show(9)
var events = new PlantedEvents(PlantedEvents.Design.demo())
var small = Preset.PAPER.configuration().with(ClipShape.sizes(events)).with(Map.of("hidden", 16, "embedding", 8, "layers", 2))
var batch = new BatchReader(Subset.all(events), null, DType.FLOAT64).read(IntStream.range(0, 32).toArray())
var weights = Parameters.initial(small).tensors()
var step = new TrainingStep(Thgn.of(small), weights, Optimiser.of(small.training(), weights, kernels))
var stepTape = new Tape(kernels)
Clips clips() { return new Clips(stepTape.constant(batch.audio()), stepTape.constant(batch.video()), batch.ids()); }
for (int k = 0; k < 3; k++) step.run(clips(), batch.labels(), Moment.update(1, k), 0.005, losses -> println(losses));

// 10. The golden numbers of Eq. 1, and what typical mistakes make of them
show(10)
var golden = GoldenReader.read(root.resolve("golden/cases/gaussian_weight.json")).cases().stream().filter(c -> c.id().equals("not-whole")).findFirst().orElseThrow()
println("right: " + golden.outputs().get("weight").values())
for (var decoy : golden.decoys()) println(decoy.name() + ", " + decoy.why() + ": " + decoy.outputs().get("weight").values());
