//! What a content stream paints: texts with their boxes, filled boxes, pictures, in their order.

use lopdf::Dictionary;

use super::fonts::Words;
use super::geometry::{Area, BLACK, Colour, Matrix, colour};
use super::lexer::{Lexer, Token};
use super::resources::Resources;
use crate::attachment::reading::{Reading, Step, too_much};

/// Something that was painted.
#[derive(Debug, Clone)]
pub(super) enum Painted {
    /// A text.
    Text(Shown),
    /// A box filled with a colour.
    Box(Area, Colour),
    /// A picture or shading, which may be of any colour.
    Picture,
}

/// A text that was painted.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub(super) area: Area,
    /// By how many quarters it is turned.
    pub(super) quarters: u8,
    pub(super) colour: Colour,
    /// Whether it is painted so that nobody sees it.
    pub(super) is_invisible: bool,
    /// What it is copied and searched as.
    pub(super) text: String,
    /// What it is painted as, where that is something else.
    pub(super) painted: Option<Box<str>>,
}

impl Shown {
    /// Where it stands for whoever turns the page so that it can be read.
    pub(super) fn upright(&self) -> Area {
        self.area.upright(self.quarters)
    }

    /// Whether it stands on the line of another one.
    pub(super) fn is_on_line_of(&self, last: &Self) -> bool {
        self.quarters == last.quarters && self.upright().is_on_line_of(last.upright())
    }

    /// Whether there is a blank between it and another one of its line.
    pub(super) fn is_apart_from(&self, last: &Self) -> bool {
        self.upright().is_apart_from(last.upright())
    }
}

#[derive(Clone)]
struct State<'d> {
    matrix: Matrix,
    fill: Colour,
    /// Whether what is filled lets through what is beneath.
    is_pattern: bool,
    font: Option<&'d Dictionary>,
    size: f64,
    leading: f64,
    rise: f64,
    mode: f64,
    spacing: f64,
    scale: f64,
}

/// Reads a content stream.
pub(super) struct Painter<'p, 'd> {
    pub(super) resources: &'p mut Resources<'d>,
    pub(super) painted: &'p mut Vec<Painted>,
    /// Texts that stand in the stream and are not painted.
    pub(super) unpainted: &'p mut String,
    pub(super) depth: usize,
}

/// Most things that a page paints: each is kept until all are known, in a hundred bytes and its text.
const PAINTED: usize = 500_000;

/// Deepest nesting of streams, and of saved states.
const DEPTH: usize = 8;
const SAVED: usize = 64;

impl<'d> Painter<'_, 'd> {
    /// Reads a stream to its end.
    pub(super) fn paint(&mut self, reading: &mut Reading<'_>, content: &[u8], matrix: Matrix) -> Step {
        let mut lexer = Lexer::new(content);
        let mut run = Run {
            state: State {
                matrix,
                fill: BLACK,
                is_pattern: false,
                font: None,
                size: 1.0,
                leading: 0.0,
                rise: 0.0,
                mode: 0.0,
                spacing: 0.0,
                scale: 1.0,
            },
            saved: Vec::new(),
            line: Matrix::UNIT,
            text: Matrix::UNIT,
            path: Vec::new(),
            boxes: Vec::new(),
        };
        let mut operands: Vec<Token> = Vec::new();
        while let Some(token) = lexer.next() {
            reading.step()?;
            match token {
                Token::Operator(operator) => {
                    if operator == b"ID" {
                        lexer.skip_picture();
                        self.painted.push(Painted::Picture);
                    } else {
                        self.operate(reading, &mut run, &operator, &operands)?;
                    }
                    operands.clear();
                    lexer.begin_operation();
                    if self.painted.len() > PAINTED {
                        return Err(too_much());
                    }
                }
                // A stream that names no operator for a hundred words is damaged.
                operand if operands.len() < 100 => operands.push(operand),
                _ => operands.clear(),
            }
        }
        if lexer.is_overfull() { Err(too_much()) } else { Ok(()) }
    }

    fn operate(
        &mut self,
        reading: &mut Reading<'_>,
        run: &mut Run<'d>,
        operator: &[u8],
        operands: &[Token],
    ) -> Step {
        let numbers: Vec<f64> = operands
            .iter()
            .filter_map(|token| if let Token::Number(n) = token { Some(*n) } else { None })
            .collect();
        match (operator, &*numbers) {
            (b"q", _) if run.saved.len() < SAVED => run.saved.push(run.state.clone()),
            (b"Q", _) => run.state = run.saved.pop().unwrap_or_else(|| run.state.clone()),
            (b"cm", numbers) => {
                run.state.matrix = Matrix::of(numbers).then(run.state.matrix);
            }
            (b"g" | b"rg" | b"k" | b"sc" | b"scn", components) => {
                run.state.is_pattern = operands.iter().any(|token| matches!(token, Token::Name(_)));
                run.state.fill = colour(components).unwrap_or(run.state.fill);
            }
            (b"re", [x, y, width, height]) => run.boxes.push(run.state.matrix.area(*x, *y, *width, *height)),
            (b"m" | b"l", [x, y]) if run.path.len() < 64 => run.path.push(run.state.matrix.point(*x, *y)),
            (b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*", _) => self.fill(run),
            (b"n" | b"s" | b"S", _) => {
                run.path.clear();
                run.boxes.clear();
            }
            (b"sh", _) => self.painted.push(Painted::Picture),
            (b"Do", _) => self.object(reading, run, operands)?,
            (b"BDC" | b"DP", _) => self.marked(operands),
            _ => self.text(reading, run, operator, operands, &numbers)?,
        }
        Ok(())
    }

    fn fill(&mut self, run: &mut Run<'d>) {
        // Four corners that are not a box are taken for one: a stroke of a marker is a slanted box.
        if run.path.len() >= 4 && run.boxes.is_empty() {
            run.boxes.push(Area::around(&run.path));
        }
        run.path.clear();
        let fill = run.state.fill;
        for area in run.boxes.drain(..) {
            let painted = if run.state.is_pattern { Painted::Picture } else { Painted::Box(area, fill) };
            self.painted.push(painted);
        }
    }

    fn object(&mut self, reading: &mut Reading<'_>, run: &Run<'d>, operands: &[Token]) -> Step {
        let Some(Token::Name(name)) = operands.first() else { return Ok(()) };
        match self.resources.form(reading, name)?.filter(|_| self.depth < DEPTH) {
            None => {
                self.painted.push(Painted::Picture);
                Ok(())
            }
            Some(form) => {
                self.depth += 1;
                self.resources.enter(form.resources);
                let painted = self.paint(reading, &form.content, form.matrix.then(run.state.matrix));
                self.resources.leave();
                self.depth -= 1;
                painted
            }
        }
    }

    /// What a stream says beside what it paints: the words for a picture, or for letters that are drawn.
    fn marked(&mut self, operands: &[Token]) {
        for token in operands {
            let Token::Dictionary(items) = token else { continue };
            for item in items {
                if let Token::Text(text) = item {
                    self.unpainted.push_str(&super::words(text));
                    self.unpainted.push('\n');
                }
            }
        }
    }

    fn text(
        &mut self,
        reading: &mut Reading<'_>,
        run: &mut Run<'d>,
        operator: &[u8],
        operands: &[Token],
        numbers: &[f64],
    ) -> Step {
        match (operator, numbers) {
            (b"BT", _) => (run.line, run.text) = (Matrix::UNIT, Matrix::UNIT),
            (b"Tf", [size]) => {
                if let Some(Token::Name(font)) = operands.first() {
                    run.state.font = self.resources.font(font);
                }
                run.state.size = *size;
            }
            (b"gs", _) => {
                if let Some(Token::Name(parameters)) = operands.first()
                    && let Some((font, size)) = self.resources.font_of_parameters(parameters)
                {
                    (run.state.font, run.state.size) = (Some(font), size);
                }
            }
            (b"TL", [leading]) => run.state.leading = *leading,
            (b"Ts", [rise]) => run.state.rise = *rise,
            (b"Tr", [mode]) => run.state.mode = *mode,
            (b"Tc", [spacing]) => run.state.spacing = *spacing,
            (b"Tz", [scale]) => run.state.scale = *scale / 100.0,
            (b"Td", [x, y]) => run.next_line(*x, *y),
            (b"TD", [x, y]) => {
                run.state.leading = -y;
                run.next_line(*x, *y);
            }
            (b"Tm", numbers) => {
                run.line = Matrix::of(numbers);
                run.text = run.line;
            }
            (b"T*", _) => run.next_line(0.0, -run.state.leading),
            (b"Tj", _) => self.show(reading, run, operands)?,
            (b"'" | b"\"", _) => {
                run.next_line(0.0, -run.state.leading);
                self.show(reading, run, operands)?;
            }
            (b"TJ", _) => {
                if let Some(Token::List(items)) = operands.first() {
                    self.show(reading, run, items)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Paints texts, with the gaps between them that numbers tell in thousandths.
    fn show(&mut self, reading: &mut Reading<'_>, run: &mut Run<'d>, items: &[Token]) -> Step {
        let state = &run.state;
        let (mut words, mut width) = (Words::default(), 0.0);
        for item in items {
            match item {
                Token::Text(bytes) => {
                    let em = self.resources.decode(reading, state.font, bytes, &mut words)?;
                    let letters = f64::from(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
                    width += em * state.size + letters * state.spacing;
                }
                Token::Number(gap) => {
                    width -= gap / 1000.0 * state.size;
                    if *gap < -200.0 {
                        words.blank();
                    }
                }
                _ => {}
            }
        }
        let width = width * state.scale;
        let place = run.text.then(state.matrix);
        let (bottom, height) = (state.rise - 0.1 * state.size, 0.8 * state.size);
        if !words.text.is_empty() || words.painted.is_some() {
            self.painted.push(Painted::Text(Shown {
                area: place.area(0.0, bottom, width, height),
                quarters: place.quarters(),
                colour: state.fill,
                is_invisible: (state.mode - 3.0).abs() < 0.5 || (state.mode - 7.0).abs() < 0.5,
                text: words.text,
                painted: words.painted.map(String::into_boxed_str),
            }));
        }
        run.text = Matrix([1.0, 0.0, 0.0, 1.0, width, 0.0]).then(run.text);
        Ok(())
    }
}

/// What a stream has set so far.
struct Run<'d> {
    state: State<'d>,
    saved: Vec<State<'d>>,
    line: Matrix,
    text: Matrix,
    path: Vec<(f64, f64)>,
    boxes: Vec<Area>,
}

impl Run<'_> {
    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.line);
        self.text = self.line;
    }
}
