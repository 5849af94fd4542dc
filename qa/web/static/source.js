// An article beside an answer, a draft or the notebook scrolls to its mark, lies over these on a phone, and leads back.
// What happens in it is told as `ID-opened`, `ID-step` and `ID-back`; where Python finds the next quote, `click` has its number.
const stacked = matchMedia('(max-width: 899px)');
const frame = element.closest('#source, #draft-source, #notebook-source');
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`${frame.id}-${name}`, {detail}));
const close = () => {
    frame.removeAttribute('data-open');
    tell('back');
};
watch('value', () => {
    const pane = element.querySelector('.pane'), mark = element.querySelector('mark.current');
    if (!pane) return frame.removeAttribute('data-open');
    const {openedBy, turn, number} = pane.dataset, byReader = openedBy === 'reader';
    if (byReader) frame.setAttribute('data-open', '');
    const above = mark ? mark.getBoundingClientRect().top - pane.getBoundingClientRect().top : 0;
    pane.scrollTop += mark ? above - pane.clientHeight / 3 : -pane.scrollTop;
    if (byReader) pane.focus({preventScroll: true});
    if (byReader || !stacked.matches) tell('opened', {turn: Number(turn), number: Number(number)});
});
element.addEventListener('click', event => {
    if (event.target.closest('.back')) close();
    const button = event.target.closest('.step'), pane = element.querySelector('.pane');
    if (!button || !pane) return;
    const by = Number(button.dataset.step);
    tell('step', by);
    trigger('click', {number: Number(pane.dataset.number) + by});
});
element.addEventListener('keydown', event => { if (event.key === 'Escape') close(); });
