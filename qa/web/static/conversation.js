// Citations: a card on hover and focus, the source on click, the next one by [ and ]. What is kept goes to the drawer.
const room = element.closest('.gradio-container');
const stacked = matchMedia('(max-width: 899px)');
const all = turn => [...element.querySelectorAll(`[data-citation][data-turn="${turn}"]`)];
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, {detail}));
let opener = null, opened = null;

// The card
const card = document.createElement('div');
card.id = 'card';
card.setAttribute('role', 'tooltip');
card.setAttribute('popover', 'manual');
for (const part of ['quote', 'title', 'dateline']) card.appendChild(document.createElement('p')).className = part;
room.append(card);
let held = null, timer = 0;
const hide = () => {
    clearTimeout(timer);
    if (held) held.removeAttribute('aria-describedby');
    if (held) card.hidePopover();
    held = null;
};
const show = button => {
    clearTimeout(timer);
    if (held === button) return;
    hide();
    held = button;
    for (const part of card.children) part.textContent = button.dataset[part.className];
    const {before = '', quote, after = ''} = button.dataset, marked = document.createElement('mark');
    marked.textContent = quote;
    // The answer has the quote already: the card shows where it stands.
    card.querySelector('.quote').replaceChildren(before && `${before} `, marked, after && ` ${after}`);
    card.showPopover();
    const at = button.getBoundingClientRect(), size = card.getBoundingClientRect();
    // Over the answer, so that the marked source stays in sight.
    const right = Math.max(element.getBoundingClientRect().right, size.width + 8);
    const left = Math.max(8, Math.min(at.left - 24, right - size.width, innerWidth - size.width - 8));
    const below = at.bottom + 6;
    const top = below + size.height > innerHeight - 8 ? Math.max(8, at.top - size.height - 6) : below;
    Object.assign(card.style, {left: `${left}px`, top: `${top}px`});
    button.setAttribute('aria-describedby', 'card');
};
const later = (act, wait) => { clearTimeout(timer); timer = setTimeout(act, wait); };
element.addEventListener('pointerover', event => {
    const button = event.target.closest('.citation');
    if (button && event.pointerType !== 'touch') later(() => show(button), 120);
});
element.addEventListener('pointerout', event => { if (event.target.closest('.citation')) later(hide, 200); });
card.addEventListener('pointerenter', () => clearTimeout(timer));
card.addEventListener('pointerleave', () => later(hide, 200));
element.addEventListener('focusin', event => {
    const button = event.target.closest('.citation');
    if (button?.matches(':focus-visible')) show(button);
});
element.addEventListener('focusout', hide);
document.addEventListener('scroll', hide, true);

// The source
const mark = () => {
    for (const each of element.querySelectorAll('[aria-current]')) each.removeAttribute('aria-current');
    if (!opened) return;
    const same = all(opened.turn).filter(each => Number(each.dataset.citation) === opened.number);
    (same.includes(opener) ? opener : same[0])?.setAttribute('aria-current', 'true');
};
const open = button => {
    hide();
    opener = button;
    opened = {turn: Number(button.dataset.turn), number: Number(button.dataset.citation)};
    mark();
    trigger('click', opened);
};
const step = by => {
    if (!opened) return;
    const next = all(opened.turn).find(each => Number(each.dataset.citation) === opened.number + by);
    if (next) open(next);
};
const back = () => {
    const to = element.querySelector('[aria-current]');
    if (!to) return;
    to.scrollIntoView({block: 'nearest'});
    to.focus({preventScroll: true});
};
document.addEventListener('source-step', event => step(event.detail));
document.addEventListener('source-back', back);
document.addEventListener('source-opened', event => {
    opened = event.detail;
    mark();
});
document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && held) { hide(); event.stopPropagation(); return; }
    if (event.target.closest('input, textarea, select, [contenteditable]') || event.metaKey) return;
    // Elsewhere Alt and an arrow are the browser's own way back.
    const inside = event.altKey && event.target.closest('#source, #conversation');
    const by = {'[': -1, ']': 1, ...(inside && {ArrowLeft: -1, ArrowRight: 1})}[event.key];
    if (!by) return;
    event.preventDefault();
    step(by);
}, true);

// What can be done with an answer: it is copied as rich text and as plain text
const copied = async ({text, html}) => {
    if (navigator.clipboard?.write && isSecureContext) {
        const both = {'text/plain': text, 'text/html': html};
        const blobs = Object.entries(both).map(([type, words]) => [type, new Blob([words], {type})]);
        return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    }
    const fill = event => {
        event.preventDefault();
        event.clipboardData.setData('text/plain', text);
        event.clipboardData.setData('text/html', html);
    };
    document.addEventListener('copy', fill, {once: true});
    document.execCommand('copy');
    document.removeEventListener('copy', fill);
};
element.addEventListener('click', async event => {
    const button = event.target.closest('button');
    const fold = event.target.closest('summary')?.parentElement;
    if (fold) unfolded[fold.open ? 'delete' : 'add'](named(fold));
    if (!button) return;
    if (button.dataset.citation) return open(button);
    if (button.dataset.thumb) {
        const on = button.getAttribute('aria-pressed') === 'true';
        return on || trigger('rate', {turn: Number(button.dataset.turn), thumb: button.dataset.thumb, comment: ''});
    }
    if (button.matches('.retry')) return trigger('retry');
    if (button.matches('.literal')) return trigger('literal');
    if (button.matches('.follow-up')) return trigger('submit', {question: button.textContent});
    if (button.matches('.edit')) {
        trigger('edit');
        return document.querySelector('#question textarea').focus();
    }
    if (button.matches('.keep')) {
        refocused = `.keep[data-turn="${button.dataset.turn}"]`;
        return trigger('keep', {turn: Number(button.dataset.turn)});
    }
    if (button.matches('.save')) return trigger('save', {turn: Number(button.dataset.turn), name: button.dataset.format});
    if (button.matches('.copy')) {
        await copied(button.dataset);
        button.textContent = said('Copied');
        setTimeout(() => { button.textContent = said('Copy'); }, 2000);
    }
});
// What is behind "More" opens in sight, and goes with Escape or a click elsewhere.
const fold = more => { more.open = false; unfolded.delete(named(more)); };
element.addEventListener('toggle', event => {
    if (event.target.matches('.more[open]')) event.target.querySelector('.menu').scrollIntoView({block: 'nearest'});
}, true);
document.addEventListener('click', event => {
    for (const more of element.querySelectorAll('.more[open]')) if (!more.contains(event.target)) fold(more);
});
element.addEventListener('keydown', event => {
    const more = event.key === 'Escape' && event.target.closest('.more[open]');
    if (!more) return;
    fold(more);
    more.querySelector('summary').focus();
});
element.addEventListener('submit', event => {
    event.preventDefault();
    const {turn, thumb} = event.target.dataset, comment = event.target.querySelector('input').value;
    if (comment.trim()) trigger('rate', {turn: Number(turn), thumb, comment});
});

// A question may be written from right to left; Gradio's box goes one way.
document.addEventListener('input', event => { if (event.target.matches('#question textarea')) event.target.dir = 'auto'; });

// Nothing is asked with an empty box. A second press before the page has answered the first would ask the same again; no answer blocks for long.
const PATIENCE = 3000;
let pressedAt = -PATIENCE;
const once = event => {
    const isEnter = event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.target.closest('#question');
    if (!isEnter && !(event.type === 'click' && event.target.closest('#ask, .starter, .retry, .literal, .follow-up'))) return;
    const isAsked = isEnter || event.target.closest('#ask');
    const isEmpty = isAsked && !document.querySelector('#question textarea').value.trim();
    if (!isEmpty && event.timeStamp - pressedAt > PATIENCE) { pressedAt = event.timeStamp; return; }
    event.preventDefault();
    event.stopPropagation();
};
document.addEventListener('keydown', once, true);
document.addEventListener('click', once, true);

let turns = 0, working = false, refocused = null;
const unfolded = new Set(), named = fold => `${fold.className} ${fold.dataset.turn}`;
watch('value', () => {
    hide();
    pressedAt = -PATIENCE;
    const shown = element.querySelectorAll('.turn').length;
    if (shown < turns) { opener = opened = null; unfolded.clear(); }
    for (const fold of element.querySelectorAll('details')) fold.open = unfolded.has(named(fold));
    if (shown !== turns) element.querySelector('.turn:last-child')?.scrollIntoView({block: 'start'});
    turns = shown;
    mark();
    // The box for a comment opens below its thumb, where the pane may end.
    element.querySelector('.comment')?.scrollIntoView({block: 'nearest'});
    if (refocused && document.activeElement === document.body) element.querySelector(refocused)?.focus({preventScroll: true});
    refocused = null;
    // The button that was pressed is gone; the reader goes on in the box.
    const ended = working && !element.querySelector('.turn.working');
    working = Boolean(element.querySelector('.turn.working'));
    if (ended && document.activeElement === document.body && !stacked.matches)
        document.querySelector('#question textarea').focus({preventScroll: true});
});
watch('kept', () => tell('conversation-kept', props.kept));
watch('file', () => { if (props.file) saveFile(JSON.parse(props.file)); });

// The page's address names the article that a reader opened, at its mark; a link to it opens the article again.
watch('address', () => {
    history.replaceState(null, '', props.address ? `#${props.address}` : location.pathname + location.search);
});
addEventListener('hashchange', () => trigger('visit', {address: location.hash}));
