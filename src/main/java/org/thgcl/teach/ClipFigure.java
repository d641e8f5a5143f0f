package org.thgcl.teach;

import java.util.List;
import java.util.Optional;
import org.thgcl.page.Formula;
import org.thgcl.page.Html;
import org.thgcl.tensor.Kernels;

/// One tiny clip from its features to the loss, in the numbers of the golden worked example.
final class ClipFigure implements Figure {
    private static final String ID = "clip";
    private static final String STEP = "step";

    private final List<ClipSteps.Step> steps;

    /// @param inputs of the example, see [ClipNumbers]
    ClipFigure(List<List<String>> inputs, Kernels kernels) {
        steps = new ClipSteps(new ClipNumbers(inputs, kernels), ID).all();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String question() {
        return "How does a clip become a loss?";
    }

    @Override
    public String lead() {
        return "<p>A clip of 4 audio and 2 video segments goes through the whole method in " + steps.size()
                + " steps; what one step makes, a later one takes. Point at a cell that is made, or move the focus to"
                + " it: the cells that it is made of are marked. The numbers are those of the golden worked example,"
                + " which every implementation can be checked with; here the program's own classes compute them"
                + " anew.</p>";
    }

    @Override
    public List<Control> controls() {
        return List.of(new Control.Range(STEP, "step", 1, steps.size(), 1, 3));
    }

    @Override
    public Drawing draw(Values values) {
        int number = values.whole(STEP);
        ClipSteps.Step step = steps.get(number - 1);
        StringBuilder html = new StringBuilder("<h3>" + number + ". " + Html.text(step.title()) + "</h3>\n");
        html.append(Formula.display(step.formula()));
        if (!step.from().isEmpty()) {
            html.append("<p class=\"small\">takes</p>\n<div class=\"grids\">\n");
            step.from().forEach(grid -> html.append(grid.table(Optional.empty())));
            html.append("</div>\n");
        }
        html.append("<p class=\"small\">makes</p>\n<div class=\"grids\">\n");
        step.made().forEach(made -> html.append(made.grid().table(Optional.of(made.origin()))));
        html.append("</div>\n");
        return new Drawing(html.toString(), step.answer());
    }
}
