// Escape in the box leaves the question as it was.
const cancel = () => {
    if (!element.querySelector('button')) return;
    trigger('clear');
    document.querySelector('#question textarea').focus();
};
element.addEventListener('click', event => { if (event.target.closest('button')) cancel(); });
document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && event.target.closest('#question')) cancel();
});
