// The source scrolls to its mark, lies over the answer on a phone, and leads back.
const stacked = matchMedia('(max-width: 899px)');
const frame = element.closest('#source');
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, {detail}));
const close = () => {
    frame.removeAttribute('data-open');
    tell('citation-back');
};
watch('value', () => {
    const pane = element.querySelector('.pane'), mark = element.querySelector('mark.current');
    if (!pane) return frame.removeAttribute('data-open');
    const byReader = pane.dataset.openedBy === 'reader';
    if (byReader) frame.setAttribute('data-open', '');
    const above = mark ? mark.getBoundingClientRect().top - pane.getBoundingClientRect().top : 0;
    pane.scrollTop += mark ? above - pane.clientHeight / 3 : -pane.scrollTop;
    if (byReader) pane.focus({preventScroll: true});
    if (byReader || !stacked.matches)
        tell('citation-opened', {turn: Number(pane.dataset.turn), number: Number(pane.dataset.number)});
});
element.addEventListener('click', event => {
    if (event.target.closest('.back')) close();
    const button = event.target.closest('.step');
    if (button) tell('citation-step', Number(button.dataset.step));
});
element.addEventListener('keydown', event => { if (event.key === 'Escape') close(); });
